package org.fengqiao.intake.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.fengqiao.intake.CellParser;
import org.fengqiao.platform.Time;

/** Reads the dates of a row in the formats of its mapping. */
record RowDates(List<DateTimeFormatter> formats, LocalDate today) {
    LocalDate date(FieldMapping field, String text) {
        return CellParser.date(field.column(), text, formats, today);
    }

    Instant startOfDay(MappedRow row, FieldMapping field) {
        return date(field, field.requiredIn(row)).atStartOfDay(Time.CITY).toInstant();
    }
}
