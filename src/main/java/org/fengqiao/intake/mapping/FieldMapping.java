package org.fengqiao.intake.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fengqiao.intake.CellParser;

/**
 * Where a value comes from: a column's name alone, or a constant, or a column and what is made of it. The steps follow
 * the order of the parameters; a step that finds nothing leaves nothing, and then {@code otherwise} holds.
 *
 * @param pattern a regular expression; its first group is the value
 * @param lastToken what stands after the last comma
 * @param map whole values to values
 * @param startsWith beginnings to values, the longest that fits
 * @param contains parts to values, the first that occurs
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
            value = longestStart(value);
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

    private String longestStart(String value) {
        for (int length = value.length(); length > 0; length--) {
            String found = startsWith.get(value.substring(0, length));
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
