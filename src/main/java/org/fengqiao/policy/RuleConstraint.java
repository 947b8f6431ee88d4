package org.fengqiao.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The condition of a written rule, in the closed grammar: comparisons of an indicator (or {@code headcount}) with a
 * number, joined by and and or. It can be written back as DRL, so the rule engine only ever sees what this type holds.
 */
public sealed interface RuleConstraint {
    /** What a condition may compare besides indicators. */
    String HEADCOUNT = "headcount";

    /** Whether the condition holds for these values; NaN is a missing value and compares false to everything. */
    boolean holds(ToDoubleFunction<String> values);

    /**
     * The condition as a DRL expression in which {@link #MISSING} stands for a missing value. Not NaN: Drools compares
     * boxed numbers, and boxed NaN is greater than everything.
     */
    String drl();

    /** The value of an indicator without observations in the fact types. */
    String MISSING = "Double.NEGATIVE_INFINITY";

    /** The names the condition reads. */
    Set<String> names();

    enum Operator {
        GREATER(">"),
        AT_LEAST(">="),
        LESS("<"),
        AT_MOST("<="),
        EQUAL("==");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        public static Operator of(String symbol) {
            for (Operator operator : values()) {
                if (operator.symbol.equals(symbol)) return operator;
            }
            throw new IllegalArgumentException(symbol);
        }

        public String symbol() {
            return symbol;
        }

        public boolean test(double left, double right) {
            return switch (this) {
                case GREATER -> left > right;
                case AT_LEAST -> left >= right;
                case LESS -> left < right;
                case AT_MOST -> left <= right;
                case EQUAL -> left == right;
            };
        }
    }

    record Comparison(String name, Operator operator, double number) implements RuleConstraint {
        @Override
        public boolean holds(ToDoubleFunction<String> values) {
            return operator.test(values.applyAsDouble(name), number);
        }

        @Override
        public String drl() {
            String test = name + " " + operator.symbol + " " + number;
            boolean missingWouldPass = operator == Operator.LESS || operator == Operator.AT_MOST;
            return missingWouldPass ? "(" + name + " > -1.0E300 && " + test + ")" : test;
        }

        @Override
        public Set<String> names() {
            return Set.of(name);
        }
    }

    record All(List<RuleConstraint> parts) implements RuleConstraint {
        @Override
        public boolean holds(ToDoubleFunction<String> values) {
            return parts.stream().allMatch(part -> part.holds(values));
        }

        @Override
        public String drl() {
            return join(parts, " && ");
        }

        @Override
        public Set<String> names() {
            return namesOf(parts);
        }
    }

    record Any(List<RuleConstraint> parts) implements RuleConstraint {
        @Override
        public boolean holds(ToDoubleFunction<String> values) {
            return parts.stream().anyMatch(part -> part.holds(values));
        }

        @Override
        public String drl() {
            return join(parts, " || ");
        }

        @Override
        public Set<String> names() {
            return namesOf(parts);
        }
    }

    private static String join(List<RuleConstraint> parts, String operator) {
        return parts.stream().map(RuleConstraint::drl).collect(Collectors.joining(operator, "(", ")"));
    }

    private static Set<String> namesOf(List<RuleConstraint> parts) {
        return parts.stream()
                .flatMap(part -> part.names().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
