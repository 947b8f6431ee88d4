package org.fengqiao.registry.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.fengqiao.platform.database.TestDatabase;
import org.junit.jupiter.api.Test;

class EventIndicatorsTest {
    private static final String OBSERVED = """
            insert into observation (key, content, enterprise_id, indicator, value, occurred_at, learnt_at, source_id)
            select gen_random_uuid(), 0, gen_random_uuid(), unnest(array['COL01', 'COL02', 'WAG01']), 1, now(), now(), 1""";
    private static final String MARKED =
            "select coalesce(array_agg(indicator order by indicator), '{}') from observation where event";

    private final DataSource database = TestDatabase.fresh();
    private final EventIndicators events = new EventIndicators(database);

    @Test
    void observations_are_marked_again_when_a_release_changes_its_event_indicators() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(OBSERVED);
        }

        events.mark(Set.of("COL01", "COL02"));
        assertThat(marked()).containsExactly("COL01", "COL02");

        events.mark(Set.of("COL02", "WAG01"));
        assertThat(marked()).containsExactly("COL02", "WAG01");

        events.mark(Set.of());
        assertThat(marked()).isEmpty();
    }

    private List<String> marked() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(MARKED)) {
            rows.next();
            return List.of((String[]) rows.getArray(1).getArray());
        }
    }
}
