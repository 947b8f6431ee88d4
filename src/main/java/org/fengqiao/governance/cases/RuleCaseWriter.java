package org.fengqiao.governance.cases;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fengqiao.platform.text.PlainNumber;
import org.fengqiao.policy.Dimension;

/** Writes a case as YAML in the form of the shipped ones: a key a line, each fact in braces. */
final class RuleCaseWriter {
    private final StringBuilder yaml = new StringBuilder();

    RuleCaseWriter(String name, Dimension dimension, LocalDate day, int headcount) {
        String quotable = name.replace("\\", "").replace('"', '\'');
        yaml.append("- case: \"").append(quotable).append("\"\n");
        put("dimension", dimension.code());
        put("at", '"' + day.toString() + '"');
        put("headcount", headcount);
    }

    RuleCaseWriter put(String key, Object value) {
        yaml.append("  ").append(key).append(": ").append(text(value)).append('\n');
        return this;
    }

    /** Leaves the key out where there are no values. */
    RuleCaseWriter putAll(String key, Collection<String> values) {
        return values.isEmpty() ? this : put(key, "[" + String.join(", ", values) + "]");
    }

    RuleCaseWriter facts(List<Map<String, Object>> facts) {
        if (facts.isEmpty()) return put("facts", "[]");
        yaml.append("  facts:\n");
        for (Map<String, Object> fact : facts) {
            yaml.append(fact.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                    .collect(Collectors.joining(", ", "    - {", "}\n")));
        }
        return this;
    }

    private static String text(Object value) {
        return value instanceof Double number ? PlainNumber.format(number) : value.toString();
    }

    @Override
    public String toString() {
        return yaml.toString();
    }
}
