package org.fengqiao.intake.mapping;

import java.time.Instant;
import java.util.stream.Collectors;
import org.fengqiao.intake.CellParser;
import org.fengqiao.intake.ObservationValidator;
import org.fengqiao.intake.RowRejectedException;
import org.fengqiao.platform.text.Masking;
import org.fengqiao.policy.Indicator;
import org.fengqiao.registry.observation.NewObservation;

/** Maps a row to an observation, which does not have its enterprise yet. */
final class ObservationRowMapper {
    private final Mapping mapping;
    private final ObservationValidator checks;
    private final RowDates dates;
    private final Instant learntByDefault;

    ObservationRowMapper(Mapping mapping, ObservationValidator checks, RowDates dates, Instant learntByDefault) {
        this.mapping = mapping;
        this.checks = checks;
        this.dates = dates;
        this.learntByDefault = learntByDefault;
    }

    /** Null if the row has no such observation. */
    NewObservation map(MappedRow row, ObservationMapping part) {
        if (isBlankOptional(row, part.value())) return null;
        String code = part.indicator().valueIn(row);
        if (code == null
                && part.indicator().column() != null
                && part.indicator().contains() != null) {
            return null; // the row has no such observation
        }
        Indicator indicator =
                checks.indicator(part.indicator().column(), part.indicator().requiredIn(row));
        double value = value(row, part);
        Instant occurred = dates.startOfDay(row, part.occurred());
        Instant learnt = FieldMapping.optional(part.learnt(), row) == null
                ? learntByDefault
                : dates.startOfDay(row, part.learnt());
        String group = FieldMapping.optional(part.groupSize(), row);
        Integer size =
                group == null ? null : CellParser.headcount(part.groupSize().column(), group);
        checks.requireGroupSize(
                part.groupSize() == null ? null : part.groupSize().column(), indicator, size);
        String document = Masking.mask(FieldMapping.optional(part.document(), row));
        String source = FieldMapping.optional(part.source(), row);
        String kind = checks.kind(part.kind().column(), part.kind().requiredIn(row));
        boolean established = ObservationValidator.isEstablished(kind, document)
                && (part.established() == null || part.established().holds(row));
        return new NewObservation(
                NewObservation.key(mapping.source(), rowKey(row), indicator.code()),
                null,
                indicator.code(),
                value,
                occurred,
                learnt.isBefore(occurred) ? occurred : learnt,
                source == null ? mapping.source() : Masking.mask(source),
                kind,
                null,
                part.confidence(),
                established,
                indicator.isEvent(),
                document,
                indicator.psychological(),
                indicator.psychological() ? size : null);
    }

    private boolean isBlankOptional(MappedRow row, FieldMapping field) {
        return field.column() != null && mapping.optional().contains(field.column()) && field.valueIn(row) == null;
    }

    private static double value(MappedRow row, ObservationMapping part) {
        String raw = part.value().requiredIn(row);
        double value = CellParser.number(part.value().column(), raw);
        if (part.atLeast() != null && value < part.atLeast()) {
            throw new RowRejectedException(
                    part.value().column(),
                    raw,
                    "value-too-small",
                    "数值应不小于" + part.atLeast(),
                    "The value must be at least " + part.atLeast());
        }
        return value;
    }

    private String rowKey(MappedRow row) {
        if (mapping.key().isEmpty()) {
            return row.joinedCells();
        }
        return mapping.key().stream()
                .map(column -> row.get(column) == null ? "" : CellParser.normalize(row.get(column)))
                .collect(Collectors.joining("\u001f"));
    }
}
