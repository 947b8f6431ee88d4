package org.fengqiao.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.DatabaseForTests;
import org.fengqiao.policy.Dimension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lists of an area-limited user stay on indexes when the tables are large. */
class QueryPlanTest {
    private static final String STREET = "4403.9940.";
    private static final DataSource DATABASE = DatabaseForTests.fresh();

    @BeforeAll
    static void fill() throws SQLException {
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "insert into release (id, base, files, author, created_at) values ('r', 'b', '', 'a', now())",
                    "insert into post select ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid,"
                            + " 'MEDIATION_LEAD', i::text, '4403.' || (9900 + i) || '.', i::text, i::text"
                            + " from generate_series(1, 100) i",
                    "insert into enterprise select ('00000000-0000-7001-8000-' || lpad(i::text, 12, '0'))::uuid, null,"
                            + " '企业' || i, null, (9900 + i % 100)::text, '4403.' || (9900 + i % 100) || '.', null,"
                            + " 10, true, '', now(), now() from generate_series(1, 6000) i",
                    "insert into alert select ('00000000-0000-7002-8000-' || lpad(i::text, 12, '0'))::uuid,"
                            + " ('00000000-0000-7001-8000-' || lpad(i::text, 12, '0'))::uuid, 'labour', 1, 'RED', 5, i,"
                            + " 'RAISED', now(), now(), null, '4403.' || (9900 + i % 100) || '.', 10,"
                            + " ('00000000-0000-7000-8000-' || lpad((1 + i % 100)::text, 12, '0'))::uuid, null,"
                            + " 'HOLDS_THE_POST', 'R', 'r', '', '' from generate_series(1, 6000) i",
                    "insert into alert_copy select ('00000000-0000-7002-8000-' || lpad(i::text, 12, '0'))::uuid,"
                            + " ('00000000-0000-7000-8000-' || lpad((1 + (i + 1) % 100)::text, 12, '0'))::uuid, null,"
                            + " 'HOLDS_THE_POST' from generate_series(1, 6000) i")) {
                statement.execute(sql);
            }
            statement.execute("analyze");
        }
    }

    @Test
    void alertsOfAnArea() {
        assertThat(plan(filter(null, AlertFilter.As.ANY, AlertFilter.State.OPEN)))
                .contains("alert_area")
                .doesNotContain("Seq Scan on alert ", "Seq Scan on enterprise ");
        assertThat(plan(filter(null, AlertFilter.As.ANY, AlertFilter.State.CLOSED)))
                .contains("alert_closed")
                .doesNotContain("Seq Scan on alert ");
    }

    @Test
    void alertsOfAPost() {
        List<UUID> post = List.of(UUID.fromString("00000000-0000-7000-8000-000000000041"));
        for (AlertFilter.As as : AlertFilter.As.values()) {
            assertThat(plan(filter(post, as, AlertFilter.State.OPEN)))
                    .as(as.name())
                    .doesNotContain("Seq Scan on alert ");
        }
    }

    @Test
    void enterprisesOfAnAreaAndByName() {
        var ofArea = new EnterpriseQueries.Filter(null, List.of(STREET), null);
        var byName = new EnterpriseQueries.Filter("企业59", List.of(""), null);
        assertThat(text(EnterpriseQueries.page(ofArea, null, 51)))
                .contains("enterprise_area")
                .doesNotContain("Seq Scan");
        assertThat(text(EnterpriseQueries.page(byName, null, 51)))
                .contains("enterprise_name")
                .doesNotContain("Seq Scan");
    }

    private static AlertFilter filter(List<UUID> posts, AlertFilter.As as, AlertFilter.State state) {
        return new AlertFilter(Dimension.LABOUR, List.of(STREET), posts, as, null, state);
    }

    private static String plan(AlertFilter filter) {
        return text(AlertQueries.page(filter, null, 51));
    }

    private static String text(Query query) {
        return String.join("\n", query.plan(DATABASE));
    }
}
