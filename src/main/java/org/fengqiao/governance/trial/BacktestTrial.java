package org.fengqiao.governance.trial;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.registry.observation.Observation;
import org.fengqiao.registry.observation.Source;

/** What a draft would have predicted from the history in the database, next to the live release. */
@ApplicationScoped
public class BacktestTrial {
    /** All of them are held in memory, about 200 bytes each. */
    private static final int MOST_OBSERVATIONS = 1_500_000;

    private static final int FETCHED_AT_ONCE = 10_000;
    private static final String HISTORY = """
            select o.key, o.enterprise_id, o.indicator, o.value, o.occurred_at, o.learnt_at, o.source_id, s.code, s.kind,
                o.reporter, o.confidence, o.established
            from observation o join source s on s.id = o.source_id
            where o.occurred_at >= ? and o.occurred_at < ?""";

    private final DataSource database;
    private final InstantSource clock;

    BacktestTrial(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What is to be predicted, and when.
     *
     * @param outcome how many new reports within a year
     */
    public record BacktestSettings(LocalDate train, LocalDate test, int outcome) {}

    /** Both releases over the same history. */
    public record BacktestReport(
            long observations, Backtest.BacktestResult live, Backtest.BacktestResult draft, double seconds) {}

    public BacktestReport run(Assessor live, Assessor draft, BacktestSettings settings, LongConsumer progress) {
        Instant began = clock.instant();
        List<Observation> history = history(live, draft, settings, progress);
        Backtest.BacktestResult before =
                new Backtest(live, history, settings.outcome()).run(settings.train(), settings.test());
        Backtest.BacktestResult after =
                new Backtest(draft, history, settings.outcome()).run(settings.train(), settings.test());
        double seconds = Duration.between(began, clock.instant()).toMillis() / 1000.0;
        return new BacktestReport(history.size(), before, after, seconds);
    }

    /** All versions of what occurred, from as far back as either release looks to a year after the test day. */
    private List<Observation> history(Assessor live, Assessor draft, BacktestSettings settings, LongConsumer progress) {
        int days = Math.max(live.release().horizonDays(), draft.release().horizonDays());
        OffsetDateTime from = utc(settings.train().minusDays(Math.max(days, 730)));
        OffsetDateTime to = utc(Backtest.yearAfter(settings.test()));
        return Transactions.inTransaction(database, connection -> {
            List<Observation> history = new ArrayList<>();
            Map<Integer, Source> sources = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(HISTORY)) {
                select.setFetchSize(FETCHED_AT_ONCE);
                select.setObject(1, from);
                select.setObject(2, to);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        history.add(observation(rows, sources));
                        if (history.size() > MOST_OBSERVATIONS) throw tooMany();
                        if (history.size() % FETCHED_AT_ONCE == 0) progress.accept(history.size());
                    }
                }
            }
            return history;
        });
    }

    private static Observation observation(ResultSet rows, Map<Integer, Source> sources) throws SQLException {
        int id = rows.getInt(7);
        Source source = sources.get(id);
        if (source == null) {
            source = new Source(id, rows.getString(8), rows.getString(9));
            sources.put(id, source);
        }
        float confidence = rows.getFloat(11);
        Float own = rows.wasNull() ? null : (Float) confidence;
        return new Observation(
                rows.getObject(1, UUID.class),
                rows.getObject(2, UUID.class),
                rows.getString(3).intern(),
                rows.getDouble(4),
                rows.getObject(5, OffsetDateTime.class).toInstant(),
                rows.getObject(6, OffsetDateTime.class).toInstant(),
                source,
                rows.getObject(10, UUID.class),
                own,
                rows.getBoolean(12));
    }

    private static OffsetDateTime utc(LocalDate day) {
        return day.atStartOfDay(Time.CITY).toInstant().atOffset(ZoneOffset.UTC);
    }

    private static ProblemException tooMany() {
        return ProblemException.invalid(
                "backtest-too-large",
                "这段历史超过" + MOST_OBSERVATIONS + "条观测，无法在内存中回测；请用 ./fengqiao backtest 对数据文件回测",
                "That history has more than " + MOST_OBSERVATIONS + " observations, too many to hold; use ./fengqiao"
                        + " backtest on a file of it");
    }
}
