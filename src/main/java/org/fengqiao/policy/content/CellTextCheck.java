package org.fengqiao.policy.content;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fengqiao.platform.text.BilingualText;

/**
 * Text that no rule base may contain, because it would be executed where it is shown or would look like something else:
 * spreadsheet formulas, template expressions, and characters that are invisible or mistaken for others. The texts of a
 * rule base appear in alerts, pages and workbooks; they are refused here once for all of these.
 */
public final class CellTextCheck {
    /** Reasons are sentences and shorter than this. */
    public static final int MOST = 1_000;

    // No nested repeats, so matching takes time linear in the length.
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,20}(\\.\\d{1,20})?");
    private static final Pattern BRACE = Pattern.compile("\\{(value|headcount)}|[{}]");
    private static final String FORMULA_BEGINS = "=+-@＝＋－＠";
    private static final Set<UnicodeScript> SCRIPTS =
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.LATIN, UnicodeScript.COMMON);
    private static final Set<Byte> UNSEEN = Set.of(
            Character.FORMAT,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR,
            Character.PRIVATE_USE,
            Character.SURROGATE,
            Character.UNASSIGNED);

    /**
     * What is wrong, and where in the text.
     *
     * @param code as in {@link ContentProblem}
     */
    public record TextFault(String code, int at, BilingualText why) {}

    private CellTextCheck() {}

    /** The first fault of a cell or an annotation. */
    public static Optional<TextFault> firstFault(String text) {
        if (text.length() > MOST) {
            return firstFault(
                    "cell-too-long", MOST, "超过" + MOST + "个字符，请缩短", "longer than " + MOST + " characters, shorten it");
        }
        if (!text.isEmpty()
                && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches()) {
            return firstFault(
                    "formula-cell",
                    0,
                    "以" + text.charAt(0) + "开头，电子表格会当作公式执行，请改写",
                    "begins with " + text.charAt(0) + ", which a spreadsheet runs as a formula; write it otherwise");
        }
        return firstUnsafeCharacter(text, "").or(() -> placeholder(text));
    }

    /** The first character that is invisible or can be mistaken for another. */
    static Optional<TextFault> firstUnsafeCharacter(String text, String allowed) {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int point = text.codePointAt(at);
            if (allowed.indexOf(point) >= 0) continue;
            String name = String.format("U+%04X", point);
            if (Character.getType(point) == Character.CONTROL) {
                return firstFault(
                        "control-character",
                        at,
                        "含控制字符" + name + "，请删除",
                        "holds the control character " + name + ", remove it");
            }
            if (UNSEEN.contains((byte) Character.getType(point))) {
                return firstFault(
                        "invisible-character",
                        at,
                        "含不可见字符" + name + "，请删除",
                        "holds the invisible character " + name + ", remove it");
            }
            if (!SCRIPTS.contains(UnicodeScript.of(point))) {
                return firstFault(
                        "foreign-character",
                        at,
                        "含易混淆的字符" + name + "，只能用中文和拉丁字母",
                        "holds " + name + ", which passes for another character; use Chinese and Latin ones");
            }
        }
        return Optional.empty();
    }

    private static Optional<TextFault> placeholder(String text) {
        Matcher brace = BRACE.matcher(text);
        while (brace.find()) {
            boolean dressed = brace.start() > 0 && "$#@%".indexOf(text.charAt(brace.start() - 1)) >= 0;
            if (brace.group(1) == null || dressed) {
                return firstFault(
                        "placeholder-unknown",
                        brace.start(),
                        "花括号中只能是{value}或{headcount}",
                        "braces may only hold {value} or {headcount}");
            }
        }
        return Optional.empty();
    }

    private static Optional<TextFault> firstFault(String code, int at, String zh, String en) {
        return Optional.of(new TextFault(code, at, new BilingualText(zh, en)));
    }
}
