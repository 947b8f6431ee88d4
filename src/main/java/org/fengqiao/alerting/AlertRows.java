package org.fengqiao.alerting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;

/**
 * Writes many alerts with one statement, an array for each column: what their transitions decided, and what the caller adds.
 *
 * @param <R> what an alert and the values beside it are taken from
 */
public final class AlertRows<R> {
    /** A column and what each row has in it. */
    public record Column<R>(String name, String type, Function<R, Object> value, Transfer transfer) {
        public static <R> Column<R> of(String name, String type, Function<R, Object> value) {
            return new Column<>(name, type, value, Transfer.ARRAY);
        }

        public static <R> Column<R> text(String name, Function<R, Object> value) {
            return of(name, "text", value);
        }

        /** An array in an array has to be rectangular, so a list goes as text; none of its values has a comma. */
        public static <R> Column<R> list(String name, Function<R, Iterable<String>> value) {
            return new Column<>(name, "text", value.andThen(list -> String.join(",", list)), Transfer.LIST);
        }

        /** A value that all rows share, which is sent once. */
        public static <R> Column<R> shared(String name, String type, Function<R, Object> value) {
            return new Column<>(name, type, value, Transfer.ONCE);
        }

        private static Column<Alert> time(String name, Function<Alert, Instant> value) {
            return of(name, "timestamptz", value.andThen(Jdbc::utc));
        }

        private static Column<Alert> sharedTime(String name, Function<Alert, Instant> value) {
            return shared(name, "timestamptz", value.andThen(Jdbc::utc));
        }

        private static Column<Alert> code(String name, Function<Alert, Enum<?>> value) {
            return text(name, alert -> {
                Enum<?> code = value.apply(alert);
                return code == null ? null : code.name();
            });
        }

        private String expression() {
            return switch (transfer) {
                case ARRAY -> "g." + name;
                case LIST -> "string_to_array(g." + name + ", ',')";
                case ONCE -> "?::" + type;
            };
        }
    }

    private enum Transfer {
        ARRAY,
        LIST,
        ONCE
    }

    private static final Column<Alert> ID = Column.of("id", "uuid", alert -> alert.id);

    /** What only a new alert writes. Those of a batch are raised at one moment, on assessments of one moment. */
    private static final List<Column<Alert>> RAISED = List.of(
            ID,
            Column.of("enterprise_id", "uuid", alert -> alert.enterpriseId),
            Column.shared("dimension", "text", alert -> alert.dimension),
            Column.of("episode", "int4", alert -> alert.episode),
            Column.sharedTime("raised_at", alert -> alert.raisedAt),
            Column.sharedTime("tier_since", alert -> alert.tierSince),
            Column.sharedTime("assessed_at", alert -> alert.assessedAt));

    private static final List<Column<Alert>> ALWAYS = List.of(
            Column.code("state", alert -> alert.state),
            Column.code("tier", alert -> alert.tier),
            Column.of("severity", "int2", alert -> alert.severity),
            Column.text("area_path", alert -> alert.areaPath),
            Column.of("owner_post", "uuid", alert -> alert.ownerPost),
            Column.text("owner_username", alert -> alert.ownerUsername),
            Column.text("owner_reason", alert -> alert.ownerReason),
            Column.of("group_lead_id", "uuid", alert -> alert.groupLeadId),
            Column.code("notified_tier", alert -> alert.notifiedTier),
            Column.time("notified_at", alert -> alert.notifiedAt));

    /** What an alert that begins anew writes, whatever it was before. */
    private static final List<Column<Alert>> BEGUN_ANEW = List.of(
            Column.time("tier_since", alert -> alert.tierSince),
            Column.time("assessed_at", alert -> alert.assessedAt),
            Column.time("acknowledged_at", alert -> alert.acknowledgedAt),
            Column.text("acknowledged_by", alert -> alert.acknowledgedBy),
            Column.time("remind_at", alert -> alert.remindAt),
            Column.time("reminded_at", alert -> alert.remindedAt),
            Column.time("contacted_at", alert -> alert.contactedAt),
            Column.time("planned_at", alert -> alert.plannedAt),
            Column.time("closed_at", alert -> alert.closedAt),
            Column.code("outcome", alert -> alert.outcome),
            Column.text("closed_by", alert -> alert.closedBy),
            Column.text("checked_by", alert -> alert.checkedBy),
            Column.of("merged_into_id", "uuid", alert -> alert.mergedIntoId),
            Column.time("tier_by_hand_until", alert -> alert.tierByHandUntil),
            Column.code("tier_by_rules", alert -> alert.tierByRules));

    private static final String REPEATED = """
            update alert a set repeat_count = g.repeat_count, assessed_at = g.assessed_at
            from unnest(?::uuid[], ?::integer[], ?::timestamptz[]) as g(id, repeat_count, assessed_at)
            where a.id = g.id and a.id = any(?)""";

    private final List<R> rows;
    private final Function<R, Alert> alert;

    /** @param rows at least one */
    public AlertRows(List<R> rows, Function<R, Alert> alert) {
        this.rows = rows;
        this.alert = alert;
    }

    /** Alerts that were just raised. */
    public SqlStatement<Void> insert(List<Column<R>> content) {
        List<Column<R>> columns = columns(RAISED, content);
        return new SqlStatement<>(
                "insert into alert (" + names(columns) + ") select " + expressions(columns) + " from "
                        + arrays(columns),
                null,
                parameters(columns));
    }

    /** Alerts that were just upgraded or reopened. */
    public SqlStatement<Void> update(List<Column<R>> content) {
        List<Column<R>> columns = columns(BEGUN_ANEW, content);
        List<Column<R>> withId = new ArrayList<>(columns);
        withId.add(own(ID));
        List<Parameter> parameters = new ArrayList<>(parameters(withId));
        parameters.add(array(own(ID)));
        return new SqlStatement<>(
                "update alert a set (" + names(columns) + ") = row(" + expressions(columns) + ") from " + arrays(withId)
                        + " where a.id = g.id and a.id = any(?)",
                null,
                parameters);
    }

    /** Alerts that just counted a repeat. */
    public static SqlStatement<Void> updateRepeats(List<Alert> alerts) {
        Parameter ids = Parameter.array("uuid", alerts, alert -> alert.id);
        return new SqlStatement<>(
                REPEATED,
                null,
                ids,
                Parameter.array("int4", alerts, alert -> alert.repeatCount),
                Parameter.array("timestamptz", alerts, alert -> Jdbc.utc(alert.assessedAt)),
                ids);
    }

    private List<Column<R>> columns(List<Column<Alert>> first, List<Column<R>> content) {
        return Stream.concat(Stream.of(first, ALWAYS).flatMap(List::stream).map(this::own), content.stream())
                .toList();
    }

    private Column<R> own(Column<Alert> column) {
        return new Column<>(column.name(), column.type(), alert.andThen(column.value()), column.transfer());
    }

    private static <R> String names(List<Column<R>> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private static <R> String expressions(List<Column<R>> columns) {
        return columns.stream().map(Column::expression).collect(Collectors.joining(", "));
    }

    private static <R> String arrays(List<Column<R>> columns) {
        List<Column<R>> arrays = columns.stream()
                .filter(column -> column.transfer() != Transfer.ONCE)
                .toList();
        return arrays.stream()
                .map(column -> "?::" + column.type() + "[]")
                .collect(Collectors.joining(", ", "unnest(", ") as g(" + names(arrays) + ")"));
    }

    /** In the order of the question marks: those of expressions come before the arrays. */
    private List<Parameter> parameters(List<Column<R>> columns) {
        List<Parameter> shared = new ArrayList<>();
        List<Parameter> arrays = new ArrayList<>();
        for (Column<R> column : columns) {
            if (column.transfer() == Transfer.ONCE)
                shared.add(Parameter.of(column.value().apply(rows.get(0))));
            else arrays.add(array(column));
        }
        shared.addAll(arrays);
        return shared;
    }

    private Parameter array(Column<R> column) {
        return Parameter.array(column.type(), rows, column.value());
    }
}
