package org.fengqiao.intake;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.fengqiao.intake.file.FileImporter;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.registry.RegistrySeed;
import org.fengqiao.registry.area.AreaStore;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.fengqiao.registry.observation.ObservationStore;
import org.fengqiao.registry.post.PostStore;

/** A seeded registry of a test's own, on a day of November 2026. */
public final class RegistryFixture {
    public static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T02:00:00Z"));

    public final DataSource source = TestDatabase.fresh();
    final Ids ids = new Ids();
    public final AreaStore areas = new AreaStore(source, ids);
    public final PostStore posts = new PostStore(source, areas, ids);
    public final EnterpriseStore enterprises = new EnterpriseStore(source, ids);
    public final ObservationStore observations = new ObservationStore(source);
    public final FileImporter intake = new FileImporter(source, enterprises, observations, areas, ids, CLOCK);

    public RegistryFixture() {
        new RegistrySeed(areas, posts, CLOCK).seed();
    }

    /** The rows of a query, each as one line. */
    public List<String> query(String sql) {
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
    public List<String> content() {
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
