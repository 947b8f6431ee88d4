package org.fengqiao.platform.audit;

import io.quarkus.arc.Arc;
import io.quarkus.panache.common.Page;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.GroupCommit;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;

/**
 * The audit trail. A change is recorded in the transaction of the change, so neither can be without the other. Never
 * give it a password, a key or anything about a person beyond the name of their account.
 */
@ApplicationScoped
public class AuditTrail {
    public record AuditRecord(long id, Instant at, String actor, String action, String subject, String detail) {}

    /** What the system does by itself, at start-up or by the clock. */
    private static final String SYSTEM = "system";

    private static final String ADD = """
            insert into audit_entry (at, actor, action, subject, detail)
            select * from unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[])""";

    @Inject
    InstantSource clock;

    @Inject
    SecurityIdentity identity;

    @Inject
    DataSource database;

    private final GroupCommit<AuditRecord, Boolean> calls = new GroupCommit<>(1, 100, this::add);

    /** Records a change by whoever is calling; subject and detail may be null. */
    @Transactional
    public void record(String action, String subject, String detail) {
        record(actor(), action, subject, detail);
    }

    @Transactional
    public void record(String actor, String action, String subject, String detail) {
        AuditEntry entry = new AuditEntry();
        entry.at = clock.instant();
        entry.actor = actor;
        entry.action = action;
        entry.subject = subject;
        entry.detail = detail;
        entry.persist();
    }

    /** Records a call of the API in a transaction of its own, which it shares with the calls of the same moment. */
    public void recordCall(String actor, String action, String subject, String status) {
        calls.submit(new AuditRecord(0, clock.instant(), actor, action, subject, status));
    }

    private List<Boolean> add(List<AuditRecord> entries) {
        SqlStatement<Void> insert = new SqlStatement<>(
                ADD,
                null,
                Parameter.array("timestamptz", entries, entry -> Jdbc.utc(entry.at())),
                Parameter.array("text", entries, AuditRecord::actor),
                Parameter.array("text", entries, AuditRecord::action),
                Parameter.array("text", entries, AuditRecord::subject),
                Parameter.array("text", entries, AuditRecord::detail));
        try (Connection connection = database.getConnection()) {
            StatementBatch.execute(connection, insert);
            return Collections.nCopies(entries.size(), true);
        } catch (SQLException e) {
            throw new IllegalStateException("The calls could not be recorded", e);
        }
    }

    /** Newest first; {@code before} is the id of the last entry of the page before. */
    @Transactional
    public List<AuditRecord> newest(String subject, String actor, Long before, int limit) {
        StringBuilder query = new StringBuilder("1 = 1");
        Map<String, Object> values = new HashMap<>();
        narrow(query, values, "subject = :subject", "subject", subject);
        narrow(query, values, "actor = :actor", "actor", actor);
        narrow(query, values, "id < :before", "before", before);
        return AuditEntry.<AuditEntry>find(query + " order by id desc", values).page(Page.ofSize(limit)).list().stream()
                .map(e -> new AuditRecord(e.id, e.at, e.actor, e.action, e.subject, e.detail))
                .toList();
    }

    private static void narrow(
            StringBuilder query, Map<String, Object> values, String condition, String name, Object value) {
        if (value != null) {
            query.append(" and ").append(condition);
            values.put(name, value);
        }
    }

    private String actor() {
        boolean inRequest = Arc.container().requestContext().isActive();
        return inRequest && !identity.isAnonymous() ? identity.getPrincipal().getName() : SYSTEM;
    }
}
