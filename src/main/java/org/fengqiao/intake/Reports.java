package org.fengqiao.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Question;
import org.fengqiao.platform.Turn;
import org.fengqiao.registry.EnterpriseStore;
import org.fengqiao.registry.EnterpriseStore.Located;
import org.fengqiao.registry.NewObservation;
import org.fengqiao.registry.ObservationStore;
import org.fengqiao.registry.ObservationStore.Outcome;
import org.fengqiao.registry.ObservationStore.Stored;
import org.fengqiao.registry.Uscc;

/** Observations reported one by one or in batches. */
@Singleton
public class Reports {
    /** Most observations of one batch. */
    public static final int MOST = 5_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObservationStore observations;
    private final InstantSource clock;

    public Reports(ObservationStore observations, InstantSource clock) {
        this.observations = observations;
        this.clock = clock;
    }

    /**
     * What one caller told in one request.
     *
     * @param idempotencyKey null for none
     */
    public record Told(List<ObservationRequest> batch, Caller caller, String idempotencyKey) {
        /** Whose idempotency keys these are: a person's, where the name is shared by all of a kind. */
        private IdempotencyKeys.Key key() {
            String owner = caller.reporter() == null
                    ? caller.name()
                    : caller.reporter().toString();
            return idempotencyKey == null ? null : new IdempotencyKeys.Key(owner, idempotencyKey);
        }

        private String sha256() {
            return Hashing.sha256()
                    .hashString(batch.toString(), StandardCharsets.UTF_8)
                    .toString();
        }
    }

    /**
     * Stores of several requests what can be stored and says why the rest cannot, in their order and the caller's
     * transaction. The same idempotency key with the same batch gives the same answer and stores nothing again; with
     * another batch it is refused. A refusal is of all that came together; told alone, each has its own.
     */
    public List<Accepted> accept(Connection connection, List<Told> told, IndicatorCatalogue catalogue)
            throws SQLException {
        told.forEach(one -> checkSize(one.batch()));
        Turn turn = new Turn();
        Supplier<Map<IdempotencyKeys.Key, IdempotencyKeys.Kept>> answered = IdempotencyKeys.kept(
                turn, told.stream().map(Told::key).filter(Objects::nonNull).toList());
        Supplier<List<Located>> known = turn.add(located(told));
        turn.take(connection);
        Map<IdempotencyKeys.Key, IdempotencyKeys.Kept> before = answered.get();
        Map<Told, Accepted> repeated = new IdentityHashMap<>();
        for (Told one : told) {
            IdempotencyKeys.Kept kept = one.key() == null ? null : before.get(one.key());
            if (kept != null) repeated.put(one, new Accepted(read(kept.answerTo(one.sha256())), Set.of(), true));
        }
        List<Told> news =
                told.stream().filter(one -> !repeated.containsKey(one)).toList();
        Iterator<Accepted> stored = store(connection, news, known.get(), new Checks(catalogue, clock.instant()));
        return told.stream()
                .map(one -> repeated.containsKey(one) ? repeated.get(one) : stored.next())
                .toList();
    }

    private static void checkSize(List<ObservationRequest> batch) {
        if (!batch.isEmpty() && batch.size() <= MOST) return;
        throw new Failure(
                batch.isEmpty() ? ErrorKind.INVALID_INPUT : ErrorKind.TOO_LARGE,
                "batch-size",
                "一批须有1到" + MOST + "条，请分批发送",
                "A batch holds 1 to " + MOST + " observations; send several");
    }

    private Iterator<Accepted> store(Connection connection, List<Told> told, List<Located> known, Checks checks)
            throws SQLException {
        List<Heard> heard = told.stream()
                .map(one -> Heard.of(one.batch(), new ReportReader(known, one.caller(), checks)))
                .toList();
        List<NewObservation> rows =
                heard.stream().flatMap(one -> one.rows().stream()).toList();
        List<Outcome> outcomes = observations.report(connection, rows, checks.now());
        List<Accepted> accepted = new ArrayList<>();
        List<IdempotencyKeys.Given> given = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < told.size(); i++) {
            Heard one = heard.get(i);
            Accepted answer =
                    one.accepted(outcomes.subList(from, from += one.rows().size()));
            accepted.add(answer);
            IdempotencyKeys.Key key = told.get(i).key();
            if (key != null)
                given.add(new IdempotencyKeys.Given(key, told.get(i).sha256(), write(answer.answer())));
        }
        IdempotencyKeys.keep(connection, given, checks.now());
        return accepted.iterator();
    }

    /** What could be read of a batch, and the answer to each of its rows. */
    private record Heard(List<NewObservation> rows, List<BatchAnswer.RowAnswer> answers) {
        static Heard of(List<ObservationRequest> batch, ReportReader reader) {
            Heard heard = new Heard(new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < batch.size(); i++) {
                try {
                    heard.rows.add(reader.read(batch.get(i)));
                    heard.answers.add(BatchAnswer.RowAnswer.accepted(i));
                } catch (RowRefused why) {
                    heard.answers.add(BatchAnswer.RowAnswer.rejected(i, why));
                }
            }
            return heard;
        }

        Accepted accepted(List<Outcome> outcomes) {
            Stored stored = Stored.of(outcomes);
            Set<UUID> touched = new LinkedHashSet<>();
            rows.forEach(row -> touched.add(row.enterpriseId()));
            BatchAnswer answer = new BatchAnswer(
                    rows.size(),
                    answers.size() - rows.size(),
                    stored.added(),
                    stored.corrected(),
                    stored.unchanged(),
                    answers);
            return new Accepted(answer, touched, false);
        }
    }

    private static Question<List<Located>> located(List<Told> told) {
        List<ObservationRequest> batch =
                told.stream().flatMap(one -> one.batch().stream()).toList();
        List<UUID> ids = batch.stream()
                .map(ObservationRequest::enterpriseId)
                .filter(Objects::nonNull)
                .toList();
        List<String> usccs = batch.stream()
                .map(ObservationRequest::uscc)
                .filter(Objects::nonNull)
                .map(Uscc::normalise)
                .toList();
        return EnterpriseStore.located(ids, usccs);
    }

    private static String write(BatchAnswer answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BatchAnswer read(String answer) {
        try {
            return JSON.readValue(answer, BatchAnswer.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
