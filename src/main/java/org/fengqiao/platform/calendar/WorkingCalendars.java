package org.fengqiao.platform.calendar;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;

/** The calendars that were taken in, each kept under its version; the last one counts. */
@ApplicationScoped
public class WorkingCalendars {
    private static final String ADD = """
            insert into working_calendar (version, content, last_year, taken_at, taken_by) values (?, ?, ?, ?, ?)
            on conflict (version) do nothing""";

    private final DataSource database;
    private final InstantSource clock;
    private volatile WorkingCalendar last;

    WorkingCalendars(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What comes with the software counts where nobody took in a calendar that reaches as far. */
    void atStart(@Observes StartupEvent event) {
        WorkingCalendar shipped = WorkingCalendar.shipped();
        try (Connection connection = database.getConnection()) {
            if (current(connection).lastYear() < shipped.lastYear() || version(connection) == null) {
                add(connection, shipped, WorkingCalendar.shippedText(), "fengqiao", clock.instant());
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** The one that counts now; read again only when another was taken in, on whatever node. */
    public WorkingCalendar current(Connection connection) throws SQLException {
        String version = version(connection);
        WorkingCalendar known = last;
        if (known != null && known.version().equals(version)) return known;
        WorkingCalendar read =
                version == null ? WorkingCalendar.shipped() : CalendarReader.read(content(connection, version));
        last = read;
        return read;
    }

    /** Takes in a calendar, whole or not at all; one that was there before changes nothing. */
    public WorkingCalendar importCsv(String csv, String by) {
        WorkingCalendar calendar = CalendarReader.read(csv);
        try (Connection connection = database.getConnection()) {
            add(connection, calendar, csv, by, clock.instant());
        } catch (SQLException e) {
            throw unavailable(e);
        }
        return calendar;
    }

    private static void add(Connection connection, WorkingCalendar calendar, String csv, String by, Instant at)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, calendar.version());
            insert.setString(2, csv);
            insert.setInt(3, calendar.lastYear());
            insert.setTimestamp(4, Timestamp.from(at));
            insert.setString(5, by);
            insert.executeUpdate();
        }
    }

    private static String version(Connection connection) throws SQLException {
        return text(connection, "select version from working_calendar order by number desc limit 1", null);
    }

    private static String content(Connection connection, String version) throws SQLException {
        return text(connection, "select content from working_calendar where version = ?", version);
    }

    private static String text(Connection connection, String sql, String parameter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            if (parameter != null) select.setString(1, parameter);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private static ProblemException unavailable(SQLException e) {
        return new ProblemException(
                ErrorKind.UNAVAILABLE,
                "calendar-unavailable",
                "工作日历读写失败，请稍后重试",
                "The working calendar could not be read or written; try again",
                e);
    }
}
