package org.fengqiao.policy.content;

import java.util.List;
import java.util.stream.Collectors;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;

/** A rule base that can't be used, with all its problems; the live release is not touched. */
public final class InvalidContentException extends ProblemException {
    private final transient List<ContentProblem> problems;

    public InvalidContentException(List<ContentProblem> problems) {
        super(
                ErrorKind.INVALID_INPUT,
                "rule-base-refused",
                "规则库有" + problems.size() + "处问题,未启用:\n" + lines(problems),
                "The rule base has " + problems.size() + " problem(s) and was not put to use:\n" + lines(problems));
        this.problems = List.copyOf(problems);
    }

    public List<ContentProblem> problems() {
        return problems;
    }

    private static String lines(List<ContentProblem> problems) {
        return problems.stream().limit(50).map(ContentProblem::toString).collect(Collectors.joining("\n"));
    }
}
