package org.fengqiao.intake.report;

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
import org.fengqiao.intake.IndicatorCatalogue;
import org.fengqiao.intake.ObservationValidator;
import org.fengqiao.intake.RowRejectedException;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.text.Uscc;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.fengqiao.registry.enterprise.EnterpriseStore.EnterpriseLocation;
import org.fengqiao.registry.observation.NewObservation;
import org.fengqiao.registry.observation.ObservationStore;
import org.fengqiao.registry.observation.ObservationStore.StoreResult;
import org.fengqiao.registry.observation.ObservationStore.WriteOutcome;

/** Observations reported one by one or in batches. */
@Singleton
public class ReportIntake {
    /** Most observations of one batch. */
    public static final int MAX_BATCH = 5_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObservationStore observations;
    private final InstantSource clock;

    public ReportIntake(ObservationStore observations, InstantSource clock) {
        this.observations = observations;
        this.clock = clock;
    }

    /**
     * What one caller told in one request.
     *
     * @param idempotencyKey null for none
     */
    public record ReportBatch(List<ObservationRequest> batch, Reporter caller, String idempotencyKey) {
        /** Whose idempotency keys these are: a person's, where the name is shared by all of a kind. */
        private IdempotencyKeys.Key key() {
            String owner = caller.accountId() == null
                    ? caller.name()
                    : caller.accountId().toString();
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
    public List<AcceptedBatch> accept(Connection connection, List<ReportBatch> told, IndicatorCatalogue catalogue)
            throws SQLException {
        told.forEach(one -> checkSize(one.batch()));
        StatementBatch turn = new StatementBatch();
        Supplier<Map<IdempotencyKeys.Key, IdempotencyKeys.StoredAnswer>> answered = IdempotencyKeys.find(
                turn,
                told.stream().map(ReportBatch::key).filter(Objects::nonNull).toList());
        Supplier<List<EnterpriseLocation>> known = turn.add(located(told));
        turn.execute(connection);
        Map<IdempotencyKeys.Key, IdempotencyKeys.StoredAnswer> before = answered.get();
        Map<ReportBatch, AcceptedBatch> repeated = new IdentityHashMap<>();
        for (ReportBatch one : told) {
            IdempotencyKeys.StoredAnswer kept = one.key() == null ? null : before.get(one.key());
            if (kept != null) repeated.put(one, new AcceptedBatch(read(kept.answerFor(one.sha256())), Set.of(), true));
        }
        List<ReportBatch> news =
                told.stream().filter(one -> !repeated.containsKey(one)).toList();
        Iterator<AcceptedBatch> stored =
                store(connection, news, known.get(), new ObservationValidator(catalogue, clock.instant()));
        return told.stream()
                .map(one -> repeated.containsKey(one) ? repeated.get(one) : stored.next())
                .toList();
    }

    private static void checkSize(List<ObservationRequest> batch) {
        if (!batch.isEmpty() && batch.size() <= MAX_BATCH) return;
        throw new ProblemException(
                batch.isEmpty() ? ErrorKind.INVALID_INPUT : ErrorKind.TOO_LARGE,
                "batch-size",
                "一批须有1到" + MAX_BATCH + "条，请分批发送",
                "A batch holds 1 to " + MAX_BATCH + " observations; send several");
    }

    private Iterator<AcceptedBatch> store(
            Connection connection, List<ReportBatch> told, List<EnterpriseLocation> known, ObservationValidator checks)
            throws SQLException {
        List<ParsedBatch> heard = told.stream()
                .map(one -> ParsedBatch.of(one.batch(), new ReportReader(known, one.caller(), checks)))
                .toList();
        List<NewObservation> rows =
                heard.stream().flatMap(one -> one.rows().stream()).toList();
        List<WriteOutcome> outcomes = observations.report(connection, rows, checks.now());
        List<AcceptedBatch> accepted = new ArrayList<>();
        List<IdempotencyKeys.NewAnswer> given = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < told.size(); i++) {
            ParsedBatch one = heard.get(i);
            AcceptedBatch answer =
                    one.accepted(outcomes.subList(from, from += one.rows().size()));
            accepted.add(answer);
            IdempotencyKeys.Key key = told.get(i).key();
            if (key != null)
                given.add(new IdempotencyKeys.NewAnswer(key, told.get(i).sha256(), write(answer.answer())));
        }
        IdempotencyKeys.store(connection, given, checks.now());
        return accepted.iterator();
    }

    /** What could be read of a batch, and the answer to each of its rows. */
    private record ParsedBatch(List<NewObservation> rows, List<BatchAnswer.RowAnswer> answers) {
        static ParsedBatch of(List<ObservationRequest> batch, ReportReader reader) {
            ParsedBatch heard = new ParsedBatch(new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < batch.size(); i++) {
                try {
                    heard.rows.add(reader.read(batch.get(i)));
                    heard.answers.add(BatchAnswer.RowAnswer.accepted(i));
                } catch (RowRejectedException why) {
                    heard.answers.add(BatchAnswer.RowAnswer.rejected(i, why));
                }
            }
            return heard;
        }

        AcceptedBatch accepted(List<WriteOutcome> outcomes) {
            StoreResult stored = StoreResult.of(outcomes);
            Set<UUID> touched = new LinkedHashSet<>();
            rows.forEach(row -> touched.add(row.enterpriseId()));
            BatchAnswer answer = new BatchAnswer(
                    rows.size(),
                    answers.size() - rows.size(),
                    stored.added(),
                    stored.corrected(),
                    stored.unchanged(),
                    answers);
            return new AcceptedBatch(answer, touched, false);
        }
    }

    private static SqlStatement<List<EnterpriseLocation>> located(List<ReportBatch> told) {
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
