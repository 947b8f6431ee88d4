package org.fengqiao.registry.post;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.Masking;
import org.fengqiao.platform.text.StrictCsv;

/** Who is away, from when until when, and who answers for him. */
@Singleton
public class Absences {
    private static final String ADD = """
            insert into absence (id, username, away_from, away_to, reason, covered_by, recorded_by, recorded_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (username, away_from) do update set away_to = excluded.away_to, reason = excluded.reason,
                covered_by = excluded.covered_by, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at,
                told_at = case when absence.covered_by is not distinct from excluded.covered_by then absence.told_at end""";

    private final DataSource database;
    private final Ids ids;

    Absences(DataSource database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /** @param coveredBy who answers meanwhile; null for whoever stands in for the post */
    public record Absence(String username, Instant from, Instant to, String reason, String coveredBy) {
        public Absence {
            if (!to.isAfter(from)) {
                throw ProblemException.invalid(
                        "absence-backwards", "缺勤的结束须晚于开始，请更正", "The absence must end after it starts");
            }
            if (username.equals(coveredBy)) {
                throw ProblemException.invalid(
                        "absence-covered-by-himself", "代办人不能是缺勤者本人", "Nobody covers for himself");
            }
            reason = Masking.mask(reason);
        }
    }

    public void add(Absence absence, String by, Instant at) {
        Transactions.inTransaction(database, connection -> {
            add(connection, absence, by, at);
            return null;
        });
    }

    private void add(Connection connection, Absence absence, String by, Instant at) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setObject(1, ids.next());
            insert.setString(2, absence.username());
            insert.setObject(3, Jdbc.utc(absence.from()));
            insert.setObject(4, Jdbc.utc(absence.to()));
            insert.setString(5, absence.reason());
            insert.setString(6, absence.coveredBy());
            insert.setString(7, by);
            insert.setObject(8, Jdbc.utc(at));
            insert.executeUpdate();
        }
    }

    /** Takes in username,from,to,reason,covered_by, all or none; days belong to it from their start to their end. */
    public int importCsv(InputStream csv, String by, Instant at) {
        List<StrictCsv.Row> rows = StrictCsv.read(csv, "username", "from", "to", "reason");
        return Transactions.inTransaction(database, connection -> {
            for (StrictCsv.Row row : rows) {
                var absence = new Absence(
                        row.text("username"),
                        row.moment("from", false),
                        row.moment("to", true),
                        row.text("reason"),
                        row.optional("covered_by"));
                add(connection, absence, by, at);
            }
            return rows.size();
        });
    }

    /** Absences that are not over, of people with a post in an area, the next first. */
    public List<Absence> open(String areaPath, Instant at) {
        String sql = """
                select * from absence a where away_to > ? and exists (select 1 from post_holding h join post p
                    on p.id = h.post_id where h.username = a.username and starts_with(p.area_path, ?))
                order by away_from, username limit 500""";
        return Transactions.inTransaction(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setObject(1, Jdbc.utc(at));
                select.setString(2, areaPath);
                return read(select);
            }
        });
    }

    /** Where somebody holds a post or stands in for one. */
    public List<String> areasOf(String username) {
        String sql =
                "select distinct p.area_path from post p join post_holding h on h.post_id = p.id where h.username = ?";
        return Transactions.inTransaction(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, username);
                List<String> paths = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) paths.add(row.getString(1));
                }
                return paths;
            }
        });
    }

    /** Claims absences that have begun and of which nobody has been told; in the caller's transaction. */
    public List<Absence> claimBegun(Connection connection, Instant at, int most) throws SQLException {
        String sql = """
                update absence set told_at = ? where id in (select id from absence
                    where told_at is null and away_from <= ? order by away_from limit ? for update skip locked)
                returning *""";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, Jdbc.utc(at));
            update.setObject(2, Jdbc.utc(at));
            update.setInt(3, most);
            return read(update);
        }
    }

    private static List<Absence> read(PreparedStatement statement) throws SQLException {
        List<Absence> absences = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                absences.add(new Absence(
                        row.getString("username"),
                        Jdbc.instant(row, "away_from"),
                        Jdbc.instant(row, "away_to"),
                        row.getString("reason"),
                        row.getString("covered_by")));
            }
        }
        return absences;
    }

    static List<PostDirectory.AbsencePeriod> all(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select * from absence")) {
            return read(select).stream()
                    .map(a -> new PostDirectory.AbsencePeriod(
                            a.username(), a.from(), a.to(), Optional.ofNullable(a.coveredBy())))
                    .toList();
        }
    }
}
