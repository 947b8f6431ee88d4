package org.fengqiao.registry.post;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.registry.post.PostDirectory.AbsencePeriod;

/** Lists absences, and claims those that have begun. */
@Singleton
public class AbsenceQueries {
    static final SqlStatement<List<AbsencePeriod>> ALL =
            SqlStatement.list("select * from absence", AbsenceQueries::period);

    private static final String OPEN = """
            select * from absence a where away_to > ? and exists (select 1 from post_holding h join post p
                on p.id = h.post_id where h.username = a.username and starts_with(p.area_path, ?))
            order by away_from, username limit 500""";

    private static final String AREAS =
            "select distinct p.area_path from post p join post_holding h on h.post_id = p.id where h.username = ?";

    private static final String CLAIM_BEGUN = """
            update absence set notified_at = ? where id in (select id from absence
                where notified_at is null and away_from <= ? order by away_from limit ? for update skip locked)
            returning *""";

    private final DataSource database;

    AbsenceQueries(DataSource database) {
        this.database = database;
    }

    /** Absences that are not over, of people with a post in an area, the next first. */
    public List<AbsencePeriod> open(String areaPath, Instant at) {
        return execute(
                SqlStatement.list(OPEN, AbsenceQueries::period, Parameter.of(Jdbc.utc(at)), Parameter.of(areaPath)));
    }

    /** The areas of the posts that somebody holds or stands in for. */
    public List<String> areasOf(String username) {
        return execute(SqlStatement.list(AREAS, row -> row.getString(1), Parameter.of(username)));
    }

    /** Claims absences that have begun and nobody was notified of, in the caller's transaction. */
    public List<AbsencePeriod> claimBegun(Connection connection, Instant at, int limit) throws SQLException {
        Parameter now = Parameter.of(Jdbc.utc(at));
        return SqlStatement.list(CLAIM_BEGUN, AbsenceQueries::period, now, now, Parameter.of(limit))
                .execute(connection);
    }

    private <T> T execute(SqlStatement<T> statement) {
        return Transactions.inTransaction(database, connection -> statement.execute(connection));
    }

    private static AbsencePeriod period(ResultSet row) throws SQLException {
        return new AbsencePeriod(
                row.getString("username"),
                Jdbc.instant(row, "away_from"),
                Jdbc.instant(row, "away_to"),
                Optional.ofNullable(row.getString("covered_by")));
    }
}
