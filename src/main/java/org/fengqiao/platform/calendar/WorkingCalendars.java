package org.fengqiao.platform.calendar;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;

/**
 * The imported calendars, each kept under its version; the last one counts. Plain SQL, because the version is looked up
 * in the transaction of every alert.
 */
@ApplicationScoped
public class WorkingCalendars {
    private static final String ADD = """
            insert into working_calendar (version, content, last_year, imported_at, imported_by) values (?, ?, ?, ?, ?)
            on conflict (version) do nothing""";

    private static final SqlStatement<String> LAST_VERSION = new SqlStatement<>(
            "select version from working_calendar order by number desc limit 1", WorkingCalendars::firstText);

    private final DataSource database;
    private final InstantSource clock;
    private volatile WorkingCalendar last;

    WorkingCalendars(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The shipped calendar counts unless somebody imported one that reaches as far. */
    void atStart(@Observes StartupEvent event) {
        WorkingCalendar shipped = WorkingCalendar.shipped();
        Transactions.inTransaction(database, connection -> {
            boolean none = StatementBatch.execute(connection, LAST_VERSION) == null;
            if (none || current(connection).lastYear() < shipped.lastYear()) {
                add(connection, shipped, WorkingCalendar.shippedText(), "fengqiao", clock.instant());
            }
            return null;
        });
    }

    /** The same in the running transaction, or in one of its own. */
    public WorkingCalendar current() {
        return Transactions.inTransaction(database, this::current);
    }

    /** The calendar that counts now; its content is read again only when a node imported another. */
    public WorkingCalendar current(Connection connection) throws SQLException {
        String version = StatementBatch.execute(connection, LAST_VERSION);
        WorkingCalendar known = last;
        if (known != null && known.version().equals(version)) return known;
        WorkingCalendar read =
                version == null ? WorkingCalendar.shipped() : CalendarReader.read(content(connection, version));
        last = read;
        return read;
    }

    /** Imports a calendar, whole or not at all; one that is there already changes nothing. */
    public WorkingCalendar importCsv(String csv, String by) {
        WorkingCalendar calendar = CalendarReader.read(csv);
        Transactions.inTransaction(database, connection -> {
            add(connection, calendar, csv, by, clock.instant());
            return null;
        });
        return calendar;
    }

    private static void add(Connection connection, WorkingCalendar calendar, String csv, String by, Instant at)
            throws SQLException {
        StatementBatch.execute(
                connection,
                new SqlStatement<Void>(
                        ADD,
                        null,
                        Parameter.of(calendar.version()),
                        Parameter.of(csv),
                        Parameter.of(calendar.lastYear()),
                        Parameter.of(Jdbc.utc(at)),
                        Parameter.of(by)));
    }

    private static String content(Connection connection, String version) throws SQLException {
        return StatementBatch.execute(
                connection,
                new SqlStatement<>(
                        "select content from working_calendar where version = ?",
                        WorkingCalendars::firstText,
                        Parameter.of(version)));
    }

    private static String firstText(ResultSet rows) throws SQLException {
        return rows.next() ? rows.getString(1) : null;
    }
}
