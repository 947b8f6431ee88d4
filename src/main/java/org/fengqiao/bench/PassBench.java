package org.fengqiao.bench;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.assessment.Finding;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.pipeline.AssessmentPass;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.observation.NewObservation;
import org.fengqiao.registry.observation.ObservationStore;

/**
 * Compares the pass over all enterprises with one that reads and writes as much but does not assess. Each starts without
 * assessments and alerts, so every row is written.
 */
@ApplicationScoped
public class PassBench {
    /** The average number of findings of an enterprise. */
    private static final int FINDINGS = 5;

    private static final String SOURCE = "bench";

    private final AssessmentPass pass;
    private final ObservationStore observations;
    private final LiveAssessor live;
    private final InstantSource clock;
    private final DataSource database;

    PassBench(
            AssessmentPass pass,
            ObservationStore observations,
            LiveAssessor live,
            InstantSource clock,
            DataSource database) {
        this.pass = pass;
        this.observations = observations;
        this.clock = clock;
        this.live = live;
        this.database = database;
    }

    /** One pass. */
    public record Round(boolean scoring, long enterprises, long alerts, double seconds) {
        public long perSecond() {
            return Math.round(enterprises / seconds);
        }
    }

    /**
     * @param ratio enterprises per second with scoring, divided by those without; both medians
     * @param again seconds of one more pass over all enterprises, with nothing changed since the last
     * @param changed enterprises of a pass over what changed, after a new observation of every fiftieth
     * @param tablesMb sizes afterwards, indexes included
     */
    public record Result(
            long enterprises,
            int rules,
            List<Round> rounds,
            long withoutPerSecond,
            long withPerSecond,
            double ratio,
            double again,
            long changed,
            double changedSeconds,
            int peakMemoryMb,
            Map<String, Long> tablesMb,
            MachineInfo machine) {}

    /** Empties the tables that a pass writes before each round; the last pass leaves them as an ordinary one does. */
    public Result run(int rounds, LongConsumer progress) {
        deleteEarlierReports();
        List<Round> all = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            all.add(round(false, PassBench::fixed, progress));
            all.add(round(true, Assessor::assess, progress));
        }
        double again = pass.run(AssessmentPass.Scope.EVERYBODY, progress).seconds();
        observeEveryFiftieth();
        AssessmentPass.PassSummary changed = pass.run(AssessmentPass.Scope.WHAT_CHANGED, progress);
        long without = median(all, false);
        long with = median(all, true);
        return new Result(
                all.get(0).enterprises(),
                live.get().release().rules().size(),
                all,
                without,
                with,
                Math.round(100.0 * with / without) / 100.0,
                again,
                changed.assessed(),
                changed.seconds(),
                MachineInfo.peakMemoryMb(),
                tables(),
                MachineInfo.here());
    }

    private Round round(boolean scoring, AssessmentPass.AssessmentFunction assess, LongConsumer progress) {
        clear();
        live.get();
        AssessmentPass.PassSummary report = pass.run(assess, progress);
        return new Round(scoring, report.assessed(), report.raised(), report.seconds());
    }

    private static List<Assessment> fixed(
            Assessor assessor, Dimension dimension, List<EnterpriseFacts> subjects, Instant at) {
        List<Rule> rules = assessor.release().rules();
        List<Finding> findings = IntStream.range(0, FINDINGS)
                .mapToObj(rules::get)
                .map(rule -> new Finding(rule, 1, rule.points(), 1, 1, Optional.empty(), Tier.RED, List.of()))
                .toList();
        List<Assessment> assessments = new ArrayList<>(subjects.size());
        for (EnterpriseFacts subject : subjects) {
            assessments.add(new Assessment(
                    subject.id(),
                    dimension,
                    at,
                    assessor.release().id(),
                    subject.headcount(),
                    1,
                    Tier.GREEN,
                    1,
                    findings,
                    null));
        }
        return assessments;
    }

    private void clear() {
        BenchDatabase.execute(
                database,
                "truncate alert, alert_copy, alert_clock, alert_event,"
                        + " alert_suppression, enterprise_task, notification, assessment, assessment_history, care.assessment,"
                        + " care.assessment_history, pass cascade");
    }

    /** Deletes what earlier benchmarks reported: it would raise alerts and make the runs incomparable. */
    private void deleteEarlierReports() {
        BenchDatabase.execute(database, """
                with gone as (
                    delete from observation o using source s
                    where s.id = o.source_id and s.code in (?, 'key:' || ?) returning o.key)
                delete from observation_key where key in (select key from gone)""", SOURCE, SOURCE);
    }

    private void observeEveryFiftieth() {
        Instant now = clock.instant();
        List<UUID> some = BenchDatabase.ids(
                database,
                "select id from (select id, row_number() over (order by id) as n from enterprise) e where n % 50 = 0");
        for (int from = 0; from < some.size(); from += 5_000) {
            List<NewObservation> rows = new ArrayList<>();
            for (UUID id : some.subList(from, Math.min(some.size(), from + 5_000))) rows.add(wagesLate(id, now));
            Transactions.inTransaction(database, connection -> observations.store(connection, rows, false, now));
        }
    }

    /** An authority reports wages that are three weeks late. */
    private static NewObservation wagesLate(UUID enterprise, Instant now) {
        UUID key = NewObservation.key(SOURCE, enterprise + " " + now, "WAG01");
        return new NewObservation(
                key,
                enterprise,
                "WAG01",
                21,
                now,
                now,
                SOURCE,
                "AUTHORITY",
                null,
                null,
                false,
                false,
                null,
                false,
                null);
    }

    private static long median(List<Round> rounds, boolean scoring) {
        long[] sorted = rounds.stream()
                .filter(round -> round.scoring() == scoring)
                .mapToLong(Round::perSecond)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private Map<String, Long> tables() {
        String sql = """
                select coalesce(p.relname, c.relname) as name, (sum(pg_total_relation_size(c.oid)) / 1048576)::bigint as mb
                from pg_class c left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
                where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'care'::regnamespace)
                group by 1 having sum(pg_total_relation_size(c.oid)) > 10485760 order by 2 desc""";
        Map<String, Long> sizes = new LinkedHashMap<>();
        new SqlQuery(sql).list(database, rows -> sizes.put(rows.getString(1), rows.getLong(2)));
        return sizes;
    }
}
