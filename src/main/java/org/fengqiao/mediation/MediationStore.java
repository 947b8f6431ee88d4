package org.fengqiao.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.mediation.MediationCase.CaseState;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;

/** Cases, in the caller's transaction. */
@ApplicationScoped
public class MediationStore {
    private static final String INSERT = """
            insert into mediation_case (id, alert_id, enterprise_id, area_path, external_ref, kind, state, mediator,
                why_zh, why_en, received_on, opened_at, opened_by, file, remind_on)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?) on conflict (alert_id, external_ref) do nothing""";
    private static final String SAVE =
            "update mediation_case set state = ?, mediator = ?, remind_on = ?, file = ?::jsonb where id = ?";
    /** What is to be known of the alert a case comes from. */
    public record SourceAlert(UUID id, UUID enterprise, String areaPath, UUID ownerPost, Tier tier, String release) {}

    /** @param told the reminders people have heard already */
    record CaseWithReminders(MediationCase one, Set<String> told) {}

    record EventRow(Instant at, AlertEvent event, String actor, BilingualText note) {}

    private final WorkingCalendars calendars;

    MediationStore(WorkingCalendars calendars) {
        this.calendars = calendars;
    }

    public SourceAlert alert(Connection connection, UUID id) throws SQLException {
        String sql = "select enterprise_id, area_path, owner_post, tier, release_id from alert where id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new SourceAlert(
                        id,
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getObject(3, UUID.class),
                        Tier.valueOf(row.getString(4)),
                        row.getString(5));
            }
        }
    }

    /** False when the alert has a case of this applicant already. */
    boolean insert(Connection connection, MediationCase one, String externalRef, BilingualText why)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, one.id());
            insert.setObject(2, one.alertId());
            insert.setObject(3, one.enterpriseId());
            insert.setString(4, one.areaPath());
            insert.setString(5, externalRef);
            insert.setString(6, one.kind().name());
            insert.setString(7, one.state().name());
            insert.setString(8, one.mediator());
            insert.setString(9, why.zh());
            insert.setString(10, why.en());
            insert.setObject(11, one.receivedOn());
            insert.setObject(12, Jdbc.utc(one.openedAt()));
            insert.setString(13, one.openedBy());
            insert.setString(14, MediationJson.write(one.file()));
            insert.setObject(15, remindOn(connection, one));
            return insert.executeUpdate() == 1;
        }
    }

    public void save(Connection connection, MediationCase one) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SAVE)) {
            update.setString(1, one.state().name());
            update.setString(2, one.mediator());
            update.setObject(3, remindOn(connection, one));
            update.setString(4, MediationJson.write(one.file()));
            update.setObject(5, one.id());
            update.executeUpdate();
        }
    }

    public MediationCase find(Connection connection, UUID id) throws SQLException {
        return one(connection, "select * from mediation_case where id = ?", id).orElseThrow(() -> unknown(id));
    }

    /** Whoever works on it waits for whoever is working on it. */
    public MediationCase lock(Connection connection, UUID id) throws SQLException {
        return one(connection, "select * from mediation_case where id = ? for update", id)
                .orElseThrow(() -> unknown(id));
    }

    MediationCase findByRef(Connection connection, UUID alert, String externalRef) throws SQLException {
        String sql = "select * from mediation_case where alert_id = ? and external_ref = ?";
        return one(connection, sql, alert, externalRef).orElseThrow();
    }

    /** Newest first; {@code before} is the id of the last one of the page before. */
    List<MediationCase> list(
            Connection connection, String areaPath, String state, String mediator, UUID before, int limit)
            throws SQLException {
        StringBuilder sql = new StringBuilder("select * from mediation_case where area_path like ?");
        List<Object> values = new ArrayList<>(List.of(areaPath + "%"));
        if (state != null) add(sql, values, " and state = ?", state);
        if (mediator != null) add(sql, values, " and mediator = ?", mediator);
        if (before != null) add(sql, values, " and id < ?", before);
        add(sql, values, " order by id desc limit ?", limit);
        return many(connection, sql.toString(), values.toArray());
    }

    /** The next case of which somebody has to hear something by now, for this transaction. */
    Optional<CaseWithReminders> claimReminder(Connection connection, LocalDate today) throws SQLException {
        String sql = "select * from mediation_case where remind_on <= ? order by remind_on limit 1"
                + " for update skip locked";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, today);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) return Optional.empty();
                Set<String> told = Set.of((String[]) row.getArray("told").getArray());
                return Optional.of(new CaseWithReminders(read(row), told));
            }
        }
    }

    /** @param next null when nothing is left to tell as things stand */
    void saveReminders(Connection connection, UUID id, Set<String> told, LocalDate next) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update mediation_case set told = ?, remind_on = ? where id = ?")) {
            Jdbc.setArray(update, 1, "text", List.copyOf(told), key -> key);
            update.setObject(2, next);
            update.setObject(3, id);
            update.executeUpdate();
        }
    }

    /** The first of all its days; of which of them people heard already, whoever tells them knows. */
    private LocalDate remindOn(Connection connection, MediationCase one) throws SQLException {
        return CaseReminder.of(one, calendars.current(connection)).stream()
                .map(CaseReminder::on)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Whether somebody holds a post at a moment. */
    boolean holds(Connection connection, UUID post, String username, Instant at) throws SQLException {
        String sql = "select 1 from post_holding where post_id = ? and username = ? and valid_from <= ?"
                + " and (valid_to is null or valid_to > ?)";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, post);
            select.setString(2, username);
            select.setObject(3, Jdbc.utc(at));
            select.setObject(4, Jdbc.utc(at));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Of the alert, so that its history is one; the case's number is the detail. */
    public void event(
            Connection connection, MediationCase one, String event, String actor, BilingualText note, Instant at)
            throws SQLException {
        String sql = "insert into alert_event (alert_id, at, event, detail, actor, note_zh, note_en)"
                + " values (?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, one.alertId());
            insert.setObject(2, Jdbc.utc(at));
            insert.setString(3, AlertEvent.valueOf("MEDIATION_" + event).name());
            insert.setString(4, one.id().toString());
            insert.setString(5, actor);
            insert.setString(6, note == null ? null : note.zh());
            insert.setString(7, note == null ? null : note.en());
            insert.executeUpdate();
        }
    }

    List<EventRow> history(Connection connection, MediationCase one) throws SQLException {
        String sql = "select at, event, actor, note_zh, note_en from alert_event where alert_id = ? and detail = ?"
                + " and starts_with(event, 'MEDIATION_') order by id";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, one.alertId());
            select.setString(2, one.id().toString());
            List<EventRow> steps = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String zh = row.getString(4);
                    BilingualText note = zh == null ? null : new BilingualText(zh, row.getString(5));
                    steps.add(new EventRow(
                            Jdbc.instant(row, 1), AlertEvent.valueOf(row.getString(2)), row.getString(3), note));
                }
            }
            return steps;
        }
    }

    BilingualText why(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select why_zh, why_en from mediation_case where id = ?")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new BilingualText(row.getString(1), row.getString(2));
            }
        }
    }

    private static void add(StringBuilder sql, List<Object> values, String text, Object value) {
        sql.append(text);
        values.add(value);
    }

    private static Optional<MediationCase> one(Connection connection, String sql, Object... values)
            throws SQLException {
        return many(connection, sql, values).stream().findFirst();
    }

    private static List<MediationCase> many(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) select.setObject(i + 1, values[i]);
            List<MediationCase> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) found.add(read(row));
            }
            return found;
        }
    }

    private static MediationCase read(ResultSet row) throws SQLException {
        return new MediationCase(
                row.getObject("id", UUID.class),
                row.getObject("alert_id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                row.getString("area_path"),
                DisputeKind.valueOf(row.getString("kind")),
                CaseState.valueOf(row.getString("state")),
                row.getString("mediator"),
                row.getObject("received_on", LocalDate.class),
                Jdbc.instant(row, "opened_at"),
                row.getString("opened_by"),
                MediationJson.read(row.getString("file"), CaseFile.class));
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound(
                "mediation-case-unknown",
                "没有编号为 " + id + " 的调解案件。请在 /api/v1/mediation-cases 查找。",
                "There is no mediation case " + id + ". Find it at /api/v1/mediation-cases.");
    }
}
