package org.fengqiao.intake;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.fengqiao.platform.DatabaseForTests;
import org.fengqiao.platform.Ids;
import org.fengqiao.registry.AreaStore;
import org.fengqiao.registry.EnterpriseStore;
import org.fengqiao.registry.ObservationStore;
import org.fengqiao.registry.PostStore;
import org.fengqiao.registry.RegistrySeed;
import org.fengqiao.registry.Transactions;

/** A seeded registry of a test's own, on a day of November 2026. */
final class Registry {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T02:00:00Z"));

    final DataSource source = DatabaseForTests.fresh();
    final Ids ids = new Ids();
    final AreaStore areas = new AreaStore(source, ids);
    final PostStore posts = new PostStore(source, areas, ids);
    final EnterpriseStore enterprises = new EnterpriseStore(source, ids);
    final ObservationStore observations = new ObservationStore(source);
    final Intake intake = new Intake(source, enterprises, observations, areas, ids, CLOCK);

    Registry() {
        new RegistrySeed(areas, posts, CLOCK).seed();
    }

    /** The rows of a query, each as one line. */
    List<String> query(String sql) {
        return Transactions.inTransaction(source, (Connection connection) -> {
            List<String> lines = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    List<String> cells = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        cells.add(String.valueOf(row.getObject(i)));
                    }
                    lines.add(String.join("|", cells));
                }
            }
            return lines;
        });
    }

    /** Everything intake wrote, without the ids that are drawn anew each time. */
    List<String> content() {
        List<String> all = new ArrayList<>(query("select uscc, name, industry, area_path, address, headcount,"
                + " headcount_known, flags from enterprise order by uscc, name"));
        all.addAll(query("select scheme, value from enterprise_identifier order by 1, 2"));
        all.addAll(query("select source, counted_on, staff, learnt_at from headcount_reading order by 1, 2, 3"));
        all.addAll(
                query(
                        "select o.key, content, indicator, value, occurred_at, learnt_at, retracted_at, s.code, s.kind,"
                                + " established, evidence from observation o join source s on s.id = source_id order by 1, 2, 6"));
        all.addAll(query("select source, file_sha256, rows_done, accepted, rejected, added, corrected, enterprises,"
                + " finished_at is null from import_run order by 1, 2"));
        return all;
    }
}
