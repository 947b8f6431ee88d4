package org.fengqiao;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Tells words from codes: what people read must not hold the name of a constant, a user name or an ISO duration. */
public final class CodeDetector {
    /** Capitals that are words: an abbreviation, or a part of the name of a rule or a route, which keep their names. */
    private static final Set<String> WORDS = Set.of("HR", "PDF", "ID", "SMS", "CSV", "AI", "API", "JSON");

    private static final String RULE_OR_ROUTE =
            "(?<![\\w.@/-])(?:[A-Z]{1,4}-)?[A-Z]+(?:-[A-Z]+)*-?\\d+(?:-\\w+)*(?![\\w@])";
    private static final Pattern CODE = Pattern.compile(
            // a constant; somebody@somewhere; an ISO duration or instant; a user name with a dot; an arrow between
            // codes
            "(?<![A-Za-z0-9])[A-Z]{2,}(?:_[A-Z]+)*(?![a-z0-9])|[A-Z]+@\\w+|\\bW?P(?:T?\\d+[DHMS])+\\b"
                    + "|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z|\\b[a-z][a-z-]*\\.[a-z0-9]+\\b(?!\\.)");

    private CodeDetector() {}

    /** What of a text is a code. */
    public static List<String> codes(String text) {
        return CODE.matcher(text.replaceAll(RULE_OR_ROUTE, ""))
                .results()
                .map(MatchResult::group)
                .filter(code -> !WORDS.contains(code))
                .toList();
    }

    static boolean isChinese(String text) {
        return text.codePoints().anyMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN);
    }

    static boolean isEnglish(String text) {
        return !isChinese(text) && text.chars().anyMatch(Character::isLetter);
    }
}
