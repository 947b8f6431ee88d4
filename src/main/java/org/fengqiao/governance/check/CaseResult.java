package org.fengqiao.governance.check;

import java.util.List;

/**
 * A case and what came of it, expected and actual side by side.
 *
 * @param lines one for each expectation the case states, kept or not
 */
public record CaseResult(String file, int row, String name, boolean passed, List<Line> lines) {

    /**
     * One expectation.
     *
     * @param what {@code fires}, {@code silent}, {@code tier}, {@code score}, {@code least_tier}, {@code least_score} or
     *     {@code owner}
     */
    public record Line(String what, String expected, String actual, boolean kept) {}
}
