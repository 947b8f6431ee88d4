package org.fengqiao.cli;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Finding;
import org.fengqiao.assessment.Reasons;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.pipeline.AssessmentReplay;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
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
    LiveAssessor live;

    @Inject
    InstantSource clock;

    record FindingView(
            String rule,
            double value,
            double points,
            double confidence,
            double decay,
            String floor,
            BilingualText reason,
            List<UUID> evidence) {}

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
            List<FindingView> findings) {}

    @Override
    public void run() {
        Enterprise found = find().orElseThrow(() -> ProblemException.notFound(
                "enterprise-unknown",
                "没有企业 " + enterprise + "，请核对代码",
                "There is no enterprise " + enterprise + "; check the code"));
        Instant instant = at == null ? clock.instant() : Time.endOfDay(at);
        Assessment assessment = replay.replay(found.id(), dimension, instant);
        Result result = result(found, assessment, live.get().release());
        out.show(result, () -> table(result));
    }

    private Optional<Enterprise> find() {
        try {
            return enterprises.find(UUID.fromString(enterprise));
        } catch (IllegalArgumentException e) {
            return enterprises.findByUscc(enterprise);
        }
    }

    private static Result result(Enterprise found, Assessment assessment, Release release) {
        return new Result(
                found.id(),
                found.uscc(),
                found.name(),
                found.areaCode(),
                assessment.headcount(),
                assessment.dimension().code(),
                assessment.at(),
                assessment.releaseId(),
                assessment.score(),
                assessment.tier().name(),
                assessment.completeness(),
                Reasons.of(assessment, release),
                assessment.findings().stream()
                        .map(f -> line(f, assessment.headcount()))
                        .toList());
    }

    private static FindingView line(Finding finding, int headcount) {
        String floor = finding.rule()
                .floor()
                .map(t -> t + (finding.floorApplied() ? "" : " (待印证 uncorroborated)"))
                .orElse("");
        return new FindingView(
                finding.rule().id(),
                finding.value(),
                Math.round(finding.points() * 100) / 100.0,
                Math.round(finding.confidence() * 100) / 100.0,
                Math.round(finding.decay() * 1000) / 1000.0,
                floor,
                Reasons.of(finding, headcount),
                finding.evidence());
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
                new BilingualText("值", "Value"),
                new BilingualText("得分", "Points"),
                new BilingualText("可信", "Confidence"),
                new BilingualText("衰减", "Decay"),
                new BilingualText("底线", "Floor"),
                new BilingualText("理由", "Reason"));
        for (FindingView line : result.findings()) {
            table.row(
                    line.rule(),
                    line.value(),
                    line.points(),
                    line.confidence(),
                    line.decay(),
                    line.floor(),
                    out.localized(line.reason()));
        }
        return table;
    }
}
