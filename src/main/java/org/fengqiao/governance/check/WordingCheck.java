package org.fengqiao.governance.check;

import java.util.List;
import java.util.regex.Pattern;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;

/** Reasons and legal bases are complete, readable by officers, and call nobody an adversary. */
final class WordingCheck implements ContentChecks.Check {
    private static final List<String> FORBIDDEN = List.of("维稳", "闹访", "重点人员", "缠访", "刁民", "troublemaker");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern EMPTY_WORDS =
            Pattern.compile("(?i)[-—.?？…/、\\s]*|(todo|tbd|n/?a|none|xxx+|待补充?|待定|无|暂无|同上)[.。]?");

    @Override
    public void check(Release release, ContentProblemCollector findings) {
        for (Rule rule : release.rules()) {
            requireContent(rule, "reason_zh", rule.reason().zh(), findings);
            requireContent(rule, "reason_en", rule.reason().en(), findings);
            requireContent(rule, "legal_basis", rule.legalBasis(), findings);
            requireContent(rule, "owner", rule.owner(), findings);
            if (!HAN.matcher(rule.reason().zh()).find()) {
                language(rule, "reason_zh", "没有中文；请用中文写", "holds no Chinese; write it in Chinese", findings);
            }
            if (HAN.matcher(rule.reason().en()).find()) {
                language(rule, "reason_en", "含中文；请用英文写", "holds Chinese; write it in English", findings);
            }
        }
        release.files().forEach((file, content) -> {
            if (!file.endsWith(".csv")) return;
            findings.rows(file).forEach(row -> row.cells().forEach((column, cell) -> FORBIDDEN.stream()
                    .filter(cell::contains)
                    .forEach(word -> forbidden(findings, file, row.line(), column, word))));
        });
        for (Rule rule : release.rules()) {
            if (rule.condition() instanceof Rule.Band) continue;
            requireClearValue(rule, "reason_zh", rule.reason().zh(), findings);
            requireClearValue(rule, "reason_en", rule.reason().en(), findings);
            for (String word : FORBIDDEN) {
                if (rule.reason().zh().contains(word) || rule.reason().en().contains(word)) {
                    findings.error(
                            rule,
                            "reason_zh",
                            "word-forbidden",
                            "不得使用“" + word + "”；请说当事人",
                            "must not say \"" + word + "\"; say the parties");
                }
            }
        }
    }

    private static void requireContent(Rule rule, String column, String text, ContentProblemCollector findings) {
        if (EMPTY_WORDS.matcher(text).matches()) {
            findings.error(
                    rule,
                    column,
                    "text-says-nothing",
                    "“" + text + "”没有说明内容；请写清楚",
                    "\"" + text + "\" says nothing; write it out");
        }
    }

    /** Of several indicators nobody knows whose value is meant. */
    private static void requireClearValue(Rule rule, String column, String text, ContentProblemCollector findings) {
        if (!text.contains("{value}") || rule.condition().indicators().size() == 1) return;
        findings.error(
                rule,
                column,
                "value-ambiguous",
                "规则读取" + rule.condition().indicators() + "，{value}不知指哪一个；请去掉，各项事实会分别列出",
                "the rule reads " + rule.condition().indicators()
                        + ", so {value} could be that of any; leave it out, each fact is listed by itself");
    }

    private static void language(Rule rule, String column, String zh, String en, ContentProblemCollector findings) {
        findings.error(rule, column, "language-swapped", zh, en);
    }

    private static void forbidden(ContentProblemCollector findings, String file, int row, String column, String word) {
        findings.error(
                file,
                row,
                column,
                "word-forbidden",
                "不得使用“" + word + "”；请说当事人",
                "must not say \"" + word + "\"; say the parties");
    }
}
