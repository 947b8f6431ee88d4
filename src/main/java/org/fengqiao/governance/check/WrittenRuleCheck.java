package org.fengqiao.governance.check;

import com.google.common.collect.RangeSet;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.Tier;

/** A written rule can fire, all of its condition matters, and no other rule already says the same. */
final class WrittenRuleCheck implements ContentChecks.Check {
    @Override
    public void check(Release release, ContentProblemCollector findings) {
        DisjunctiveForm boxes = new DisjunctiveForm(release);
        Map<Rule, List<Map<String, RangeSet<Double>>>> conditions = new LinkedHashMap<>();
        for (Rule rule : release.rules()) {
            boxes.of(rule)
                    .ifPresentOrElse(
                            condition -> conditions.put(rule, condition),
                            () -> findings.warning(
                                    rule,
                                    "when",
                                    "condition-too-complex",
                                    "条件的组合过多，无法检查；请拆成几条规则",
                                    "has too many alternatives to be checked; make several rules of it"));
        }
        List<Rule> written = conditions.keySet().stream()
                .filter(rule -> rule.condition() instanceof Rule.DrlCondition)
                .toList();
        for (Rule rule : written) {
            checkRule(rule, conditions.get(rule), findings);
            for (Rule other : conditions.keySet()) {
                if (other != rule && other.dimension() == rule.dimension()) compare(rule, other, conditions, findings);
            }
        }
    }

    private static void checkRule(
            Rule rule, List<Map<String, RangeSet<Double>>> boxes, ContentProblemCollector findings) {
        List<Map<String, RangeSet<Double>>> possible = boxes.stream()
                .filter(box -> !DisjunctiveForm.isUnsatisfiable(box))
                .toList();
        if (possible.isEmpty()) {
            findings.error(
                    rule,
                    "when",
                    "rule-contradictory",
                    "条件自相矛盾，规则从不触发；请核对各个数值",
                    "contradicts itself, so the rule never fires; check the numbers");
            return;
        }
        boolean redundant = false;
        for (int i = 0; i < possible.size(); i++) {
            for (int j = 0; j < possible.size(); j++) {
                boolean same = possible.get(i).equals(possible.get(j));
                redundant |= i != j && DisjunctiveForm.encloses(possible.get(i), possible.get(j)) && (!same || i < j);
            }
        }
        if (possible.size() < boxes.size() || redundant) {
            findings.warning(
                    rule,
                    "when",
                    "rule-part-idle",
                    "有一部分条件从不起作用；请删去",
                    "has an alternative that never matters; remove it");
        }
    }

    private static void compare(
            Rule rule,
            Rule other,
            Map<Rule, List<Map<String, RangeSet<Double>>>> conditions,
            ContentProblemCollector findings) {
        List<Map<String, RangeSet<Double>>> own = conditions.get(rule);
        List<Map<String, RangeSet<Double>>> others = conditions.get(other);
        if (own.stream().allMatch(DisjunctiveForm::isUnsatisfiable)
                || others.stream().allMatch(DisjunctiveForm::isUnsatisfiable)) return;
        boolean within = DisjunctiveForm.enclosesAll(others, own);
        if (within && DisjunctiveForm.enclosesAll(own, others) && overlapInTime(rule, other)) {
            if (rule.ordinal() > other.ordinal()) {
                findings.error(
                        rule,
                        "when",
                        "rule-duplicate",
                        "与" + other.id() + "条件相同；请只留一条",
                        "has the same condition as " + other.id() + "; keep one of them");
            }
        } else if (within && addsNothing(rule, other) && inTime(rule, other)) {
            findings.error(
                    rule,
                    "when",
                    "rule-subsumed",
                    other.id() + "已包含此情形，且等级不低；请删去或调整",
                    "is covered by " + other.id() + ", whose floor is no milder; remove or change it");
        }
    }

    private static boolean addsNothing(Rule rule, Rule other) {
        Tier own = rule.floor().orElse(Tier.GREY);
        return rule.points() == 0 && own.compareTo(other.floor().orElse(Tier.GREY)) <= 0;
    }

    private static boolean overlapInTime(Rule a, Rule b) {
        return !end(a).isBefore(b.validFrom()) && !end(b).isBefore(a.validFrom());
    }

    private static boolean inTime(Rule inner, Rule outer) {
        return !inner.validFrom().isBefore(outer.validFrom()) && !end(inner).isAfter(end(outer));
    }

    private static LocalDate end(Rule rule) {
        return rule.validTo().orElse(LocalDate.MAX);
    }
}
