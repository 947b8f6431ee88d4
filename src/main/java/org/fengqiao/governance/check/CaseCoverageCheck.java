package org.fengqiao.governance.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fengqiao.governance.cases.RuleCase;
import org.fengqiao.governance.cases.RuleCaseReader;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.content.ContentProblem;
import org.fengqiao.registry.observation.Observation;

/** Each rule has a case in which it fires and one in which it is silent, and cases name only what exists. */
final class CaseCoverageCheck implements ContentChecks.Check {
    @Override
    public void check(Release release, ContentProblemCollector findings) {
        List<ContentProblem> problems = new ArrayList<>();
        List<RuleCase> cases = RuleCaseReader.read(release.files(), problems);
        problems.forEach(findings::add);
        // Nobody knows what a file that can't be read covers.
        if (!problems.isEmpty()) return;
        Set<String> fires = cases.stream().flatMap(c -> c.fires().stream()).collect(Collectors.toSet());
        Set<String> silent = cases.stream().flatMap(c -> c.silent().stream()).collect(Collectors.toSet());
        for (Rule rule : release.rules()) {
            if (!fires.contains(rule.id())) {
                findings.error(
                        rule,
                        "id",
                        "case-missing",
                        "没有触发它的案例；请在cases中加一个，fires写" + rule.id(),
                        "no case makes it fire; add one to cases with " + rule.id() + " in fires");
            }
            if (!silent.contains(rule.id())) {
                findings.error(
                        rule,
                        "id",
                        "case-missing",
                        "没有它不触发的案例；请在cases中加一个，silent写" + rule.id(),
                        "no case keeps it silent; add one to cases with " + rule.id() + " in silent");
            }
        }
        Set<String> ids = release.rules().stream().map(Rule::id).collect(Collectors.toSet());
        Set<String> names = new HashSet<>();
        for (RuleCase given : cases) {
            if (!names.add(given.file() + given.name())) {
                error(findings, given, "case", "case-duplicate", "名称重复；请改名", "stands twice; give it another name");
            }
            known(release, ids, given, findings);
        }
    }

    private static void known(Release release, Set<String> ids, RuleCase given, ContentProblemCollector findings) {
        List<String> named = new ArrayList<>(given.fires());
        named.addAll(given.silent());
        for (String id : named) {
            if (!ids.contains(id)) {
                error(
                        findings,
                        given,
                        "fires",
                        "case-rule-unknown",
                        "没有规则" + id + "；请核对",
                        "there is no rule " + id + "; check it");
            }
        }
        for (Observation fact : given.subject().observations()) {
            if (!release.indicators().containsKey(fact.indicator())) {
                error(
                        findings,
                        given,
                        "facts",
                        "case-indicator-unknown",
                        "没有指标" + fact.indicator() + "；请核对",
                        "there is no indicator " + fact.indicator() + "; check it");
            }
            if (!release.sourceKinds().containsKey(fact.source().kind())) {
                error(
                        findings,
                        given,
                        "facts",
                        "case-kind-unknown",
                        "没有证据种类" + fact.source().kind() + "；请核对",
                        "there is no kind of evidence " + fact.source().kind() + "; check it");
            }
        }
        boolean expects = !named.isEmpty()
                || given.tier().isPresent()
                || given.score().isPresent()
                || given.leastTier().isPresent()
                || given.leastScore().isPresent()
                || given.owner().isPresent();
        if (!expects) {
            error(
                    findings,
                    given,
                    "case",
                    "case-expects-nothing",
                    "没有写期望；请写fires、silent、tier、score或owner之一",
                    "expects nothing; give fires, silent, tier, score or owner");
        }
    }

    private static void error(
            ContentProblemCollector findings, RuleCase given, String column, String code, String zh, String en) {
        findings.error(given.file(), given.row(), column, code, zh, en);
    }
}
