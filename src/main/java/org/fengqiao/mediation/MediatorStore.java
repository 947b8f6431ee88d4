package org.fengqiao.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fengqiao.platform.jdbc.Jdbc;

/** Mediators, in the caller's transaction. */
@ApplicationScoped
class MediatorStore {
    private static final String MEDIATORS = """
            select m.*, count(c.id) filter (where c.state in ('OPENED', 'MEDIATING', 'AGREED')) as open_cases,
                max(c.opened_at) as last_case
            from mediator m left join mediation_case c on c.mediator = m.username
            where starts_with(?, m.area_path) group by m.username""";

    void put(Connection connection, MediationService.Mediator one, String areaPath) throws SQLException {
        String sql = "insert into mediator (username, area_code, area_path, kinds, bound_to, most_open)"
                + " values (?, ?, ?, ?, ?, ?) on conflict (username) do update set area_code = excluded.area_code,"
                + " area_path = excluded.area_path, kinds = excluded.kinds, bound_to = excluded.bound_to,"
                + " most_open = excluded.most_open";
        try (PreparedStatement put = connection.prepareStatement(sql)) {
            put.setString(1, one.username());
            put.setString(2, one.areaCode());
            put.setString(3, areaPath);
            Jdbc.setArray(put, 4, "text", List.copyOf(one.kinds()), Enum::name);
            Jdbc.setArray(put, 5, "uuid", List.copyOf(one.conflictsWith()), id -> id);
            put.setInt(6, one.maxOpenCases());
            put.executeUpdate();
        }
    }

    List<MediationService.Mediator> within(Connection connection, String areaPath) throws SQLException {
        String sql = "select * from mediator where area_path like ? order by username limit 500";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, areaPath + "%");
            List<MediationService.Mediator> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new MediationService.Mediator(
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
                    found.add(new MediatorChoice.Candidate(
                            row.getString("username"),
                            kinds(row),
                            boundTo(row),
                            row.getInt("open_cases"),
                            row.getInt("most_open"),
                            Jdbc.instant(row, "last_case")));
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
}
