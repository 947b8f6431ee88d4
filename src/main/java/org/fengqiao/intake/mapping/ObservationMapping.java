package org.fengqiao.intake.mapping;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.fengqiao.intake.CellParser;

/** Where the parts of an observation come from, and in which rows there is one. */
record ObservationMapping(
        FieldMapping indicator,
        FieldMapping value,
        Double atLeast,
        Condition when,
        FieldMapping source,
        FieldMapping kind,
        FieldMapping occurred,
        FieldMapping learnt,
        Float confidence,
        Condition established,
        FieldMapping document,
        FieldMapping groupSize) {

    /** Holds in rows in which the column has one of these values. */
    record Condition(String column, Set<String> in) {
        boolean holds(MappedRow row) {
            String text = row.get(column);
            return text != null && in.contains(CellParser.normalize(text));
        }
    }

    ObservationMapping {
        Objects.requireNonNull(indicator, "indicator");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(occurred, "occurred");
    }

    boolean appliesTo(MappedRow row) {
        return when == null || when.holds(row);
    }

    Stream<String> columns() {
        Stream<String> conditions =
                Stream.of(when, established).filter(Objects::nonNull).map(Condition::column);
        return Stream.concat(
                conditions,
                FieldMapping.columns(Stream.of(indicator, value, source, kind, occurred, learnt, document, groupSize)));
    }
}
