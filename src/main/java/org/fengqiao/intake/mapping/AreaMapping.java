package org.fengqiao.intake.mapping;

import java.util.stream.Stream;

/** Where the attributes of an area come from. */
public record AreaMapping(
        FieldMapping code, FieldMapping level, FieldMapping zh, FieldMapping en, FieldMapping parent) {
    Stream<String> columns() {
        return FieldMapping.columns(Stream.of(code, level, zh, en, parent));
    }
}
