package org.fengqiao.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Failure;
import org.fengqiao.registry.EnterpriseStore;
import org.fengqiao.registry.EnterpriseStore.Located;
import org.fengqiao.registry.NewObservation;
import org.fengqiao.registry.ObservationStore;
import org.fengqiao.registry.ObservationStore.Stored;
import org.fengqiao.registry.Uscc;

/** Observations reported one by one or in batches. */
@Singleton
public class Reports {
    /** Most observations of one batch. */
    public static final int MOST = 5_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EnterpriseStore enterprises;
    private final ObservationStore observations;
    private final InstantSource clock;

    public Reports(EnterpriseStore enterprises, ObservationStore observations, InstantSource clock) {
        this.enterprises = enterprises;
        this.observations = observations;
        this.clock = clock;
    }

    /**
     * Stores what can be stored and says why the rest cannot, in the caller's transaction. The same idempotency key with the same batch gives the same
     * answer and stores nothing again; with another batch it is refused.
     *
     * @param idempotencyKey null for none
     */
    public Accepted accept(
            Connection connection,
            List<ObservationRequest> batch,
            Caller caller,
            String idempotencyKey,
            IndicatorCatalogue catalogue)
            throws SQLException {
        if (batch.isEmpty() || batch.size() > MOST) {
            throw new Failure(
                    batch.isEmpty() ? ErrorKind.INVALID_INPUT : ErrorKind.TOO_LARGE,
                    "batch-size",
                    "一批须有1到" + MOST + "条，请分批发送",
                    "A batch holds 1 to " + MOST + " observations; send several");
        }
        String body = sha256(batch.toString());
        if (idempotencyKey != null) {
            Optional<String> before = IdempotencyKeys.answer(connection, owner(caller), idempotencyKey, body);
            if (before.isPresent()) {
                return new Accepted(read(before.get()), Set.of(), true);
            }
        }
        Accepted accepted = store(connection, batch, caller, new Checks(catalogue, clock.instant()));
        if (idempotencyKey != null) {
            IdempotencyKeys.keep(
                    connection, owner(caller), idempotencyKey, body, write(accepted.answer()), clock.instant());
        }
        return accepted;
    }

    private Accepted store(Connection connection, List<ObservationRequest> batch, Caller caller, Checks checks)
            throws SQLException {
        ReportReader reader = new ReportReader(located(connection, batch), caller, checks);
        List<BatchAnswer.RowAnswer> answers = new ArrayList<>();
        List<NewObservation> rows = new ArrayList<>();
        Set<UUID> touched = new LinkedHashSet<>();
        for (int i = 0; i < batch.size(); i++) {
            try {
                NewObservation row = reader.read(batch.get(i));
                rows.add(row);
                touched.add(row.enterpriseId());
                answers.add(BatchAnswer.RowAnswer.accepted(i));
            } catch (RowRefused why) {
                answers.add(BatchAnswer.RowAnswer.rejected(i, why));
            }
        }
        Instant now = checks.now();
        Stored stored = observations.report(connection, rows, now);
        BatchAnswer answer = new BatchAnswer(
                rows.size(),
                batch.size() - rows.size(),
                stored.added(),
                stored.corrected(),
                stored.unchanged(),
                answers);
        return new Accepted(answer, touched, false);
    }

    /** Whose idempotency keys these are: a person's, where the name is shared by all of a kind. */
    private static String owner(Caller caller) {
        return caller.reporter() == null ? caller.name() : caller.reporter().toString();
    }

    private List<Located> located(Connection connection, List<ObservationRequest> batch) throws SQLException {
        List<UUID> ids = batch.stream()
                .map(ObservationRequest::enterpriseId)
                .filter(Objects::nonNull)
                .toList();
        List<String> usccs = batch.stream()
                .map(ObservationRequest::uscc)
                .filter(Objects::nonNull)
                .map(Uscc::normalise)
                .toList();
        return enterprises.located(connection, ids, usccs);
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

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
