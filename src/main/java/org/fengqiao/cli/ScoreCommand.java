package org.fengqiao.cli;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.fengqiao.alerting.tier.TierOverrideQueries;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.AssessmentView;
import org.fengqiao.assessment.FindingFact;
import org.fengqiao.assessment.store.AssessmentExplainer;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.pipeline.AssessmentReplay;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.enterprise.Enterprise;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "score", description = "一家企业的评分与理由 / The score of one enterprise, and why")
public class ScoreCommand implements Runnable {
    @Parameters(paramLabel = "ENTERPRISE", description = "统一社会信用代码或编号 / its unified social credit code, or its id")
    String enterprise;

    @Option(names = "--dimension", defaultValue = "LABOUR", description = "labour, integrity, care")
    Dimension dimension;

    @Option(names = "--at", description = "按某日所知重算，如 2026-06-30 / as known on a day, such as 2026-06-30")
    LocalDate at;

    @Mixin
    CommandOutput out;

    @Inject
    EnterpriseStore enterprises;

    @Inject
    AssessmentReplay replay;

    @Inject
    AssessmentExplainer explainer;

    @Inject
    TierOverrideQueries tiers;

    @Inject
    DataSource database;

    @Inject
    InstantSource clock;

    record Result(
            UUID id,
            String uscc,
            String name,
            String area,
            int headcount,
            String dimension,
            Instant at,
            String release,
            double score,
            String tier,
            double completeness,
            BilingualText reason,
            List<AssessmentView.FindingView> findings,
            AssessmentView.TierByHand tierByHand) {}

    @Override
    public void run() {
        Enterprise found = find().orElseThrow(() -> ProblemException.notFound(
                "enterprise-unknown",
                "没有企业 " + enterprise + "，请核对代码",
                "There is no enterprise " + enterprise + "; check the code"));
        Instant instant = at == null ? clock.instant() : Time.endOfDay(at);
        Assessment assessment = replay.replay(found.id(), dimension, instant);
        AssessmentView view = tiers.annotate(
                Transactions.inTransaction(database, connection -> explainer.explain(connection, assessment)), instant);
        Result result = result(found, view);
        out.show(result, () -> table(result));
    }

    private Optional<Enterprise> find() {
        try {
            return enterprises.find(UUID.fromString(enterprise));
        } catch (IllegalArgumentException e) {
            return enterprises.findByUscc(enterprise);
        }
    }

    private static Result result(Enterprise found, AssessmentView view) {
        return new Result(
                found.id(),
                found.uscc(),
                found.name(),
                found.areaCode(),
                view.headcount(),
                view.dimension(),
                view.at(),
                view.release(),
                view.score(),
                view.tier().name(),
                view.completeness(),
                view.explanation(),
                view.findings(),
                view.tierByHand());
    }

    private TextTable table(Result result) {
        out.say(new BilingualText(
                result.name() + "  " + result.tier() + "  " + result.score() + " 分  职工 " + result.headcount()
                        + " 人  版本 " + result.release(),
                result.name() + "  " + result.tier() + "  score " + result.score() + "  " + result.headcount()
                        + " employees  release " + result.release()));
        out.say(result.reason());
        TextTable table = TextTable.of(
                new BilingualText("规则", "Rule"),
                new BilingualText("事实", "Facts"),
                new BilingualText("得分", "Points"),
                new BilingualText("可信", "Confidence"),
                new BilingualText("衰减", "Decay"),
                new BilingualText("底线", "Floor"),
                new BilingualText("理由", "Reason"));
        for (AssessmentView.FindingView finding : result.findings()) {
            table.row(
                    finding.rule(),
                    finding.facts().stream()
                            .map(FindingFact::text)
                            .map(out::localized)
                            .collect(Collectors.joining("; ")),
                    rounded(finding.points(), 100),
                    rounded(finding.confidence(), 100),
                    rounded(finding.decay(), 1_000),
                    floor(finding),
                    out.localized(finding.reason()));
        }
        return table;
    }

    private static double rounded(double value, double parts) {
        return Math.round(value * parts) / parts;
    }

    private static String floor(AssessmentView.FindingView finding) {
        if (finding.floor() == null) return "";
        return finding.floor() + (finding.floorApplied() ? "" : " (待印证 uncorroborated)");
    }
}
