package org.fengqiao.platform.web;

import java.util.Collection;
import java.util.Optional;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.Masking;
import org.fengqiao.platform.text.NearestName;

/** Refuses names that an endpoint does not know: ignored, a slip in a filter would show everything. */
final class UnknownNames {
    private static final int LONGEST_SHOWN = 60;

    private UnknownNames() {}

    static ProblemException parameter(String name, Collection<String> known) {
        return refusal("unknown-parameter", "参数", "parameter", name, known);
    }

    static ProblemException field(String name, Collection<String> known) {
        return refusal("unknown-field", "字段", "field", name, known);
    }

    private static ProblemException refusal(String code, String zh, String en, String given, Collection<String> known) {
        String name = Masking.mask(given.length() > LONGEST_SHOWN ? given.substring(0, LONGEST_SHOWN) + "…" : given);
        Optional<String> nearest = NearestName.of(given, known);
        String names = String.join(", ", known.stream().sorted().toList());
        return ProblemException.invalid(
                code,
                "这里没有" + zh + "“" + name + "”"
                        + nearest.map(near -> "，是不是“" + near + "”？").orElse("。")
                        + (names.isEmpty() ? "此处不接受任何" + zh + "，请去掉。" : "可用的" + zh + "：" + names + "。"),
                "There is no " + en + " \"" + name + "\" here"
                        + nearest.map(near -> "; did you mean \"" + near + "\"? ")
                                .orElse(". ")
                        + (names.isEmpty() ? "None is taken here; leave it out." : "Those taken here: " + names + "."));
    }
}
