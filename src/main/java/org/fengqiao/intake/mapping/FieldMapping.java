package org.fengqiao.intake.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fengqiao.intake.CellParser;
import org.fengqiao.intake.RowRejectedException;

/**
 * Where a value comes from: a column, a constant, or a column and the transformations of its value. They are applied in
 * the order of the parameters; if one yields nothing, the value is {@code otherwise}.
 *
 * @param pattern a regular expression; its first group is the value
 * @param lastToken whether only the text after the last comma is taken
 * @param map maps whole values
 * @param startsWith maps prefixes, the longest that matches
 * @param contains maps substrings, the first that occurs
 */
record FieldMapping(
        String column,
        String constant,
        Pattern pattern,
        boolean lastToken,
        Map<String, String> map,
        Map<String, String> startsWith,
        Map<String, String> contains,
        String prefix,
        String otherwise) {

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    FieldMapping(
            @JsonProperty("column") String column,
            @JsonProperty("constant") String constant,
            @JsonProperty("pattern") Pattern pattern,
            @JsonProperty("lastToken") boolean lastToken,
            @JsonProperty("map") Map<String, String> map,
            @JsonProperty("startsWith") Map<String, String> startsWith,
            @JsonProperty("contains") Map<String, String> contains,
            @JsonProperty("prefix") String prefix,
            @JsonProperty("otherwise") String otherwise) {
        if ((column == null) == (constant == null)) {
            throw new IllegalArgumentException("既要列又要常量，或两者都没有 / give either a column or a constant");
        }
        this.column = column;
        this.constant = constant;
        this.pattern = pattern;
        this.lastToken = lastToken;
        this.map = map;
        this.startsWith = startsWith;
        this.contains = contains;
        this.prefix = prefix;
        this.otherwise = otherwise;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static FieldMapping ofColumn(String column) {
        return new FieldMapping(column, null, null, false, null, null, null, null, null);
    }

    /** The value in this row, or null. */
    String valueIn(MappedRow row) {
        String text = constant != null ? constant : row.get(column);
        String value = text == null ? null : transform(CellParser.normalize(text), text);
        if (value == null || value.isEmpty()) {
            return otherwise;
        }
        return prefix == null ? value : prefix + value;
    }

    /** Null also if there is no such field. */
    static String optional(FieldMapping field, MappedRow row) {
        return field == null ? null : field.valueIn(row);
    }

    String requiredIn(MappedRow row) {
        String value = valueIn(row);
        if (value == null) throw missing();
        return value;
    }

    RowRejectedException missing() {
        return new RowRejectedException(
                column,
                null,
                "value-missing",
                "该列必填，请补上（合并单元格请先拆分）",
                "This is required; fill it in (split merged cells first)");
    }

    /** The columns that some fields, which may be null, refer to. */
    static Stream<String> columns(Stream<FieldMapping> fields) {
        return fields.filter(Objects::nonNull).map(FieldMapping::column).filter(Objects::nonNull);
    }

    private String transform(String plain, String raw) {
        String value = raw;
        if (pattern != null) {
            Matcher found = pattern.matcher(plain);
            value = found.find() ? found.group(1) : null;
        }
        if (value != null && lastToken) {
            value = value.substring(value.lastIndexOf(',') + 1).strip();
        }
        if (value != null && map != null) {
            value = map.getOrDefault(value, map.get(value.toLowerCase(Locale.ROOT)));
        }
        if (value != null && startsWith != null) {
            value = longestPrefix(value);
        }
        if (value != null && contains != null) {
            value = contains.entrySet().stream()
                    .filter(part -> plain.contains(CellParser.normalize(part.getKey())))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
        return value;
    }

    private String longestPrefix(String value) {
        for (int length = value.length(); length > 0; length--) {
            String found = startsWith.get(value.substring(0, length));
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
