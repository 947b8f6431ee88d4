package org.fengqiao.governance.cases;

import java.util.List;

/**
 * The result of a case, expected and actual side by side.
 *
 * @param expectations all that the case states, met or not
 */
public record RuleCaseResult(String file, int row, String name, boolean passed, List<Expectation> expectations) {

    /**
     * One expectation.
     *
     * @param what {@code fires}, {@code silent}, {@code tier}, {@code score}, {@code least_tier}, {@code least_score} or
     *     {@code owner}
     */
    public record Expectation(String what, String expected, String actual, boolean met) {}
}
