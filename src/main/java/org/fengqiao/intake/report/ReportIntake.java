package org.fengqiao.intake.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
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
import org.fengqiao.platform.attachment.Attachments;
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
    /** The largest number of observations in a batch. */
    public static final int MAX_BATCH = 5_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObservationStore observations;
    private final Attachments attachments;
    private final InstantSource clock;

    public ReportIntake(ObservationStore observations, Attachments attachments, InstantSource clock) {
        this.observations = observations;
        this.attachments = attachments;
        this.clock = clock;
    }

    /**
     * The observations of one request.
     *
     * @param idempotencyKey null for none
     */
    public record ReportBatch(List<ObservationRequest> batch, Reporter caller, String idempotencyKey) {
        /** Idempotency keys belong to a person if there is one, because a name is shared by all of a kind. */
        private IdempotencyKeys.Key key() {
            String owner = caller.accountId() == null
                    ? caller.name()
                    : caller.accountId().toString();
            return idempotencyKey == null ? null : new IdempotencyKeys.Key(owner, idempotencyKey);
        }

        private String sha256() {
            return ReportBatchHash.sha256(batch);
        }
    }

    /**
     * Stores the valid observations of several requests in order, in the caller's transaction, and rejects the others with a
     * reason. The same idempotency key with the same batch returns the same answer and stores nothing again; with another
     * batch it is refused. A refusal fails the whole group, whose requests are then retried one by one.
     */
    public List<AcceptedBatch> accept(Connection connection, List<ReportBatch> requests, IndicatorCatalogue catalogue)
            throws SQLException {
        requests.forEach(request -> checkSize(request.batch()));
        StatementBatch batch = new StatementBatch();
        Supplier<Map<IdempotencyKeys.Key, IdempotencyKeys.StoredAnswer>> answered = IdempotencyKeys.find(
                batch,
                requests.stream().map(ReportBatch::key).filter(Objects::nonNull).toList());
        Supplier<List<EnterpriseLocation>> known = batch.add(located(requests));
        batch.execute(connection);
        Map<IdempotencyKeys.Key, IdempotencyKeys.StoredAnswer> before = answered.get();
        Map<ReportBatch, AcceptedBatch> repeated = new IdentityHashMap<>();
        for (ReportBatch request : requests) {
            IdempotencyKeys.StoredAnswer earlier = request.key() == null ? null : before.get(request.key());
            if (earlier != null)
                repeated.put(request, new AcceptedBatch(read(earlier.answerFor(request.sha256())), Set.of(), true));
        }
        List<ReportBatch> fresh = requests.stream()
                .filter(request -> !repeated.containsKey(request))
                .toList();
        Iterator<AcceptedBatch> stored =
                store(connection, fresh, known.get(), new ObservationValidator(catalogue, clock.instant()));
        return requests.stream()
                .map(request -> repeated.containsKey(request) ? repeated.get(request) : stored.next())
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
            Connection connection,
            List<ReportBatch> requests,
            List<EnterpriseLocation> known,
            ObservationValidator checks)
            throws SQLException {
        List<ParsedBatch> parsed = requests.stream()
                .map(request -> ParsedBatch.of(request.batch(), new ReportReader(known, request.caller(), checks)))
                .toList();
        List<NewObservation> rows =
                parsed.stream().flatMap(batch -> batch.rows().stream()).toList();
        List<WriteOutcome> outcomes = observations.report(connection, rows, checks.now());
        List<AcceptedBatch> accepted = new ArrayList<>();
        List<IdempotencyKeys.NewAnswer> answers = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < requests.size(); i++) {
            ParsedBatch batch = parsed.get(i);
            String by = requests.get(i).caller().username();
            batch.files().forEach((observation, files) -> attachments.attach(files, observation, by));
            AcceptedBatch answer =
                    batch.accepted(outcomes.subList(from, from += batch.rows().size()));
            accepted.add(answer);
            IdempotencyKeys.Key key = requests.get(i).key();
            if (key != null)
                answers.add(new IdempotencyKeys.NewAnswer(key, requests.get(i).sha256(), write(answer.answer())));
        }
        IdempotencyKeys.store(connection, answers, checks.now());
        return accepted.iterator();
    }

    /** The valid rows of a batch, the answer to each row, and the files of each observation that has any. */
    private record ParsedBatch(
            List<NewObservation> rows, List<BatchAnswer.RowAnswer> answers, Map<UUID, List<UUID>> files) {
        static ParsedBatch of(List<ObservationRequest> batch, ReportReader reader) {
            ParsedBatch parsed = new ParsedBatch(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
            for (int i = 0; i < batch.size(); i++) {
                try {
                    NewObservation row = reader.read(batch.get(i));
                    parsed.rows.add(row);
                    List<UUID> files = batch.get(i).attachments();
                    if (!files.isEmpty()) parsed.files.put(row.key(), files);
                    parsed.answers.add(BatchAnswer.RowAnswer.accepted(i));
                } catch (RowRejectedException why) {
                    parsed.answers.add(BatchAnswer.RowAnswer.rejected(i, why));
                }
            }
            return parsed;
        }

        AcceptedBatch accepted(List<WriteOutcome> outcomes) {
            StoreResult stored = StoreResult.of(outcomes);
            Set<UUID> enterprises = new LinkedHashSet<>();
            rows.forEach(row -> enterprises.add(row.enterpriseId()));
            BatchAnswer answer = new BatchAnswer(
                    rows.size(),
                    answers.size() - rows.size(),
                    stored.added(),
                    stored.corrected(),
                    stored.unchanged(),
                    answers);
            return new AcceptedBatch(answer, enterprises, false);
        }
    }

    private static SqlStatement<List<EnterpriseLocation>> located(List<ReportBatch> requests) {
        List<ObservationRequest> batch =
                requests.stream().flatMap(request -> request.batch().stream()).toList();
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
