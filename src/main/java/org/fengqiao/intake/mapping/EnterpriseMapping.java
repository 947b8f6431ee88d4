package org.fengqiao.intake.mapping;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where the attributes of the enterprise of a row come from. */
public record EnterpriseMapping(
        Mode mode,
        FieldMapping uscc,
        List<IdentifierMapping> identifiers,
        FieldMapping name,
        FieldMapping industry,
        FieldMapping area,
        UnknownArea unknownArea,
        FieldMapping address,
        HeadcountMapping headcount) {

    /** Whether unknown enterprises are created, created and described, or refused. */
    public enum Mode {
        MENTION,
        DESCRIBE,
        MUST_EXIST
    }

    /** What to do with an area that is not in the table. */
    enum UnknownArea {
        KEEP,
        REFUSE
    }

    record IdentifierMapping(String scheme, List<String> columns) {}

    record HeadcountMapping(
            FieldMapping staff,
            FieldMapping dispatched,
            FieldMapping countedOn,
            FieldMapping learnt,
            FieldMapping source) {
        private Stream<FieldMapping> fields() {
            return Stream.of(staff, dispatched, countedOn, learnt, source);
        }
    }

    public EnterpriseMapping {
        mode = Objects.requireNonNullElse(mode, Mode.MENTION);
        unknownArea = Objects.requireNonNullElse(unknownArea, UnknownArea.KEEP);
        identifiers = Objects.requireNonNullElse(identifiers, List.of());
        if (uscc == null && identifiers.isEmpty()) {
            throw new IllegalArgumentException("企业须有 uscc 或 identifiers / an enterprise needs uscc or identifiers");
        }
    }

    Stream<String> columns() {
        Stream<FieldMapping> fields = Stream.concat(
                Stream.of(uscc, name, industry, area, address),
                headcount == null ? Stream.empty() : headcount.fields());
        return Stream.concat(
                identifiers.stream().flatMap(identifier -> identifier.columns().stream()),
                FieldMapping.columns(fields));
    }
}
