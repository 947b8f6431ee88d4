package org.fengqiao.governance.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.context.ThreadContext;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.policy.Release;
import org.jboss.logging.Logger;

/** Trials of drafts: started, run aside, kept with their results, and who looked at them. */
@ApplicationScoped
public class TrialService {
    private static final Logger LOG = Logger.getLogger(TrialService.class);
    private static final String COLUMNS =
            "id, draft_id, content_id, live_release, kind, settings, started_by, started_at,"
                    + " done, finished_at, failed, report";
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int TOLD_EVERY = 50_000;

    private final DataSource database;
    private final InstantSource clock;
    private final Ids ids;
    private final ObjectMapper json;
    private final ManagedExecutor executor;

    TrialService(DataSource database, InstantSource clock, Ids ids, ObjectMapper json) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
        this.json = json;
        // One at a time: a trial reads everybody, and who is served comes first. Nothing of the request goes with it.
        this.executor = ManagedExecutor.builder()
                .maxAsync(1)
                .propagated()
                .cleared(ThreadContext.ALL_REMAINING)
                .build();
    }

    /** What is tried. */
    public enum TrialKind {
        IMPACT,
        BACKTEST
    }

    /**
     * A trial as it stands.
     *
     * @param contentId of the draft it tried, and of no other
     * @param done enterprises so far
     * @param failed why it has no report, else null
     * @param viewedBy who has looked at its report
     */
    public record Trial(
            UUID id,
            UUID draft,
            String contentId,
            String liveRelease,
            TrialKind kind,
            JsonNode settings,
            String startedBy,
            Instant startedAt,
            long assessed,
            Instant finishedAt,
            String failure,
            List<String> viewedBy,
            JsonNode report) {
        Trial withoutReport() {
            return new Trial(
                    id,
                    draft,
                    contentId,
                    liveRelease,
                    kind,
                    settings,
                    startedBy,
                    startedAt,
                    assessed,
                    finishedAt,
                    failure,
                    viewedBy,
                    null);
        }
    }

    /** The work of a trial; what it gives back is kept as its report. */
    @FunctionalInterface
    public interface TrialTask {
        Object run(LongConsumer progress);
    }

    /** Starts it aside. */
    public UUID start(
            UUID draft,
            Release release,
            String liveRelease,
            TrialKind kind,
            Object settings,
            String by,
            TrialTask work) {
        UUID id = ids.next();
        update(
                "insert into trial (id, draft_id, content_id, live_release, kind, settings, started_by, started_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                draft,
                release.id(),
                liveRelease,
                kind.name(),
                write(settings),
                by,
                Jdbc.utc(clock.instant()));
        executor.submit(() -> run(id, work));
        return id;
    }

    private void run(UUID id, TrialTask work) {
        try {
            Object report = work.run(new ProgressWriter(id));
            update(
                    "update trial set report = ?, finished_at = ? where id = ?",
                    write(report),
                    Jdbc.utc(clock.instant()),
                    id);
        } catch (RuntimeException | Error e) {
            if (!(e instanceof ProblemException)) LOG.error("A trial failed", e);
            String why = e instanceof ProblemException failure ? failure.zh() + " / " + failure.en() : e.toString();
            update("update trial set failed = ?, finished_at = ? where id = ?", why, Jdbc.utc(clock.instant()), id);
        }
    }

    private final class ProgressWriter implements LongConsumer {
        private final UUID id;
        private long last;

        ProgressWriter(UUID id) {
            this.id = id;
        }

        @Override
        public void accept(long done) {
            if (done < last + TOLD_EVERY) return;
            last = done;
            update("update trial set done = ? where id = ?", done, id);
        }
    }

    /** The trials of a draft, the latest first, without their reports. */
    public List<Trial> list(UUID draft) {
        return query("select " + COLUMNS + " from trial where draft_id = ? order by started_at desc, id", draft)
                .stream()
                .map(Trial::withoutReport)
                .toList();
    }

    /**
     * One with its report; that {@code viewer} looked at it is kept once there is something to see.
     *
     * @param areaPath of the enterprises in the sample the viewer is shown those of this area
     */
    public Trial view(UUID draft, UUID id, String viewer, String areaPath) {
        if (get(draft, id).report() != null) {
            update(
                    "insert into trial_view (trial_id, username, viewed_at) values (?, ?, ?) on conflict do nothing",
                    id,
                    viewer,
                    Jdbc.utc(clock.instant()));
        }
        Trial trial = get(draft, id);
        if (trial.report() != null && trial.report().get("sample") instanceof ArrayNode sample) {
            sample.removeIf(one -> !one.path("areaPath").asText().startsWith(areaPath));
        }
        return trial;
    }

    private Trial get(UUID draft, UUID id) {
        return query("select " + COLUMNS + " from trial where id = ? and draft_id = ?", id, draft).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound(
                        "trial-unknown",
                        "这份草案没有编号为 " + id + " 的试算。请从试算列表取得编号。",
                        "This draft has no trial " + id + ". Take its id from the list of trials."));
    }

    /** An impact of exactly this content against this release, with a result that one of these people looked at. */
    public Optional<Trial> findViewedImpact(
            UUID draft, String contentId, String liveRelease, Collection<String> people) {
        return query(
                        "select " + COLUMNS + " from trial t where draft_id = ? and content_id = ? and live_release = ?"
                                + " and kind = 'IMPACT' and report is not null and exists (select 1 from trial_view v"
                                + " where v.trial_id = t.id and v.username = any(?)) order by finished_at desc limit 1",
                        draft,
                        contentId,
                        liveRelease,
                        people.toArray(new String[0]))
                .stream()
                .findFirst();
    }

    /** In the transaction of the caller, if there is one. */
    private List<Trial> query(String sql, Object... values) {
        List<Trial> trials = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = prepared(connection, sql, values);
                ResultSet row = select.executeQuery()) {
            while (row.next()) trials.add(read(connection, row));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return trials;
    }

    private Trial read(Connection connection, ResultSet row) throws SQLException {
        UUID id = row.getObject(1, UUID.class);
        Instant started = Jdbc.instant(row, 8);
        Instant finished = Jdbc.instant(row, 10);
        // The process that ran it has ended; nothing was written but this row.
        boolean lost = finished == null && started.plus(LONGEST).isBefore(clock.instant());
        return new Trial(
                id,
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                TrialKind.valueOf(row.getString(5)),
                tree(row.getString(6)),
                row.getString(7),
                started,
                row.getLong(9),
                lost ? started.plus(LONGEST) : finished,
                lost ? "中断，请重新运行 / interrupted, run it again" : row.getString(11),
                viewers(connection, id),
                tree(row.getString(12)));
    }

    private static List<String> viewers(Connection connection, UUID trial) throws SQLException {
        List<String> viewers = new ArrayList<>();
        try (PreparedStatement select = prepared(
                        connection, "select username from trial_view where trial_id = ? order by viewed_at", trial);
                ResultSet row = select.executeQuery()) {
            while (row.next()) viewers.add(row.getString(1));
        }
        return viewers;
    }

    private void update(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = prepared(connection, sql, values)) {
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof String[] texts) statement.setArray(i + 1, connection.createArrayOf("text", texts));
            else statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode tree(String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
