package org.fengqiao.response.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Text;
import org.fengqiao.policy.Tier;
import org.fengqiao.response.mediation.MediationCase.State;

/** Cases and mediators, in the caller's transaction. */
@ApplicationScoped
class MediationStore {
    private static final String INSERT = """
            insert into mediation_case (id, alert_id, enterprise_id, area_path, external_ref, kind, state, mediator,
                why_zh, why_en, received_on, opened_at, opened_by, file)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb) on conflict (alert_id, external_ref) do nothing""";
    private static final String SAVE =
            "update mediation_case set state = ?, mediator = ?, perform_by = ?, file = ?::jsonb where id = ?";
    private static final String MEDIATORS = """
            select m.*, count(c.id) filter (where c.state in ('OPENED', 'MEDIATING', 'AGREED')) as open_cases,
                max(c.opened_at) as last_case
            from mediator m left join mediation_case c on c.mediator = m.username
            where starts_with(?, m.area_path) group by m.username""";

    /** What is to be known of the alert a case comes from. */
    record Alert(UUID id, UUID enterprise, String areaPath, UUID ownerPost, Tier tier, String release) {}

    record Step(Instant at, String event, String actor, String note) {}

    Alert alert(Connection connection, UUID id) throws SQLException {
        String sql = "select enterprise_id, area_path, owner_post, tier, release_id from alert where id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Alert(
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
    boolean insert(Connection connection, MediationCase one, String externalRef, Text why) throws SQLException {
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
            insert.setTimestamp(12, Timestamp.from(one.openedAt()));
            insert.setString(13, one.openedBy());
            insert.setString(14, Json.write(one.file()));
            return insert.executeUpdate() == 1;
        }
    }

    void save(Connection connection, MediationCase one) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SAVE)) {
            boolean waits = one.state() == State.AGREED;
            update.setString(1, one.state().name());
            update.setString(2, one.mediator());
            update.setObject(3, waits ? one.file().agreement().performBy() : null);
            update.setString(4, Json.write(one.file()));
            update.setObject(5, one.id());
            update.executeUpdate();
        }
    }

    MediationCase find(Connection connection, UUID id) throws SQLException {
        return one(connection, "select * from mediation_case where id = ?", id).orElseThrow(() -> unknown(id));
    }

    /** Whoever works on it waits for whoever is working on it. */
    MediationCase lock(Connection connection, UUID id) throws SQLException {
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

    /** Agreements whose day has gone by and of which nobody was told yet, claimed for this transaction. */
    List<MediationCase> overdue(Connection connection, LocalDate today) throws SQLException {
        return many(
                connection,
                "select * from mediation_case where perform_by < ? order by perform_by limit 50 for update skip locked",
                today);
    }

    void told(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update mediation_case set perform_by = null where id = ?")) {
            update.setObject(1, id);
            update.executeUpdate();
        }
    }

    /** Of the alert, so that its history is one; the case's number is the detail. */
    void event(Connection connection, MediationCase one, String event, String actor, Text note, Instant at)
            throws SQLException {
        String sql = "insert into alert_event (alert_id, at, event, detail, actor, note_zh, note_en)"
                + " values (?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, one.alertId());
            insert.setTimestamp(2, Timestamp.from(at));
            insert.setString(3, "MEDIATION_" + event);
            insert.setString(4, one.id().toString());
            insert.setString(5, actor);
            insert.setString(6, note == null ? null : note.zh());
            insert.setString(7, note == null ? null : note.en());
            insert.executeUpdate();
        }
    }

    List<Step> history(Connection connection, MediationCase one) throws SQLException {
        String sql = "select at, event, actor, note_zh from alert_event where alert_id = ? and detail = ?"
                + " and starts_with(event, 'MEDIATION_') order by id";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, one.alertId());
            select.setString(2, one.id().toString());
            List<Step> steps = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    steps.add(new Step(
                            row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3), row.getString(4)));
                }
            }
            return steps;
        }
    }

    Text why(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select why_zh, why_en from mediation_case where id = ?")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Text(row.getString(1), row.getString(2));
            }
        }
    }

    void mediator(Connection connection, Mediations.Mediator one, String areaPath) throws SQLException {
        String sql = "insert into mediator (username, area_code, area_path, kinds, bound_to, most_open)"
                + " values (?, ?, ?, ?, ?, ?) on conflict (username) do update set area_code = excluded.area_code,"
                + " area_path = excluded.area_path, kinds = excluded.kinds, bound_to = excluded.bound_to,"
                + " most_open = excluded.most_open";
        try (PreparedStatement put = connection.prepareStatement(sql)) {
            put.setString(1, one.username());
            put.setString(2, one.areaCode());
            put.setString(3, areaPath);
            put.setArray(
                    4,
                    connection.createArrayOf(
                            "text", one.kinds().stream().map(Enum::name).toArray()));
            put.setArray(5, connection.createArrayOf("uuid", one.boundTo().toArray()));
            put.setInt(6, one.mostOpen());
            put.executeUpdate();
        }
    }

    List<Mediations.Mediator> mediatorsWithin(Connection connection, String areaPath) throws SQLException {
        String sql = "select * from mediator where area_path like ? order by username limit 500";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, areaPath + "%");
            List<Mediations.Mediator> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Mediations.Mediator(
                            row.getString("username"),
                            row.getString("area_code"),
                            kinds(row),
                            boundTo(row),
                            row.getInt("most_open")));
                }
            }
            return found;
        }
    }

    /** Those whose area the case lies in. */
    List<MediatorChoice.Candidate> candidates(Connection connection, String areaPath) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(MEDIATORS)) {
            select.setString(1, areaPath);
            List<MediatorChoice.Candidate> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Timestamp last = row.getTimestamp("last_case");
                    found.add(new MediatorChoice.Candidate(
                            row.getString("username"),
                            kinds(row),
                            boundTo(row),
                            row.getInt("open_cases"),
                            row.getInt("most_open"),
                            last == null ? null : last.toInstant()));
                }
            }
            return found;
        }
    }

    private static Set<DisputeKind> kinds(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("kinds").getArray())
                .map(DisputeKind::valueOf)
                .collect(Collectors.toSet());
    }

    private static Set<UUID> boundTo(ResultSet row) throws SQLException {
        return Set.of((UUID[]) row.getArray("bound_to").getArray());
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
                State.valueOf(row.getString("state")),
                row.getString("mediator"),
                row.getObject("received_on", LocalDate.class),
                row.getTimestamp("opened_at").toInstant(),
                row.getString("opened_by"),
                Json.read(row.getString("file"), CaseFile.class));
    }

    private static Failure unknown(UUID id) {
        return Failure.notFound(
                "mediation-case-unknown",
                "没有编号为 " + id + " 的调解案件。请在 /api/v1/mediation-cases 查找。",
                "There is no mediation case " + id + ". Find it at /api/v1/mediation-cases.");
    }
}
