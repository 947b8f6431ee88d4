package org.fengqiao.demo.year;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.fengqiao.intake.report.ObservationRequest;
import org.fengqiao.intake.report.Reporter;
import org.fengqiao.pipeline.AssessmentPass;
import org.fengqiao.pipeline.WarningPipeline;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.security.Accounts;
import org.fengqiao.platform.security.Roles;

/** What becomes known: the weekly deliveries, each followed by a pass, and what information officers report. */
@ApplicationScoped
class Feeds {
    private final CityImport imports;
    private final AssessmentPass pass;
    private final WarningPipeline pipeline;
    private final Accounts accounts;
    private final Background background;

    Feeds(CityImport imports, AssessmentPass pass, WarningPipeline pipeline, Accounts accounts, Background background) {
        this.imports = imports;
        this.pass = pass;
        this.pipeline = pipeline;
        this.accounts = accounts;
        this.background = background;
    }

    void join(Play play, Deliveries deliveries, PlayProgress progress) {
        int weeks = play.plan().weeks();
        for (int week = 0; week <= weeks; week++) {
            int number = week;
            play.at(play.plan().delivery(week), () -> {
                play.addRefused(imports.rows(deliveries.files().get(number), "observations", at -> {})
                        .rejected());
                pass.run(AssessmentPass.Scope.WHAT_CHANGED, done -> {});
                play.tellNews();
                background.afterNews(play);
                progress.at(number, weeks);
            });
        }
        for (Deliveries.FieldReport report : deliveries.reports())
            play.at(hour(play, report), () -> report(play, report));
    }

    /** Somewhere in the working day. */
    private static Instant hour(Play play, Deliveries.FieldReport report) {
        SplittableRandom random = play.plan().random(report);
        return report.on().atTime(9, 0).atZone(Time.CITY).toInstant().plus(Duration.ofMinutes(random.nextInt(510)));
    }

    private void report(Play play, Deliveries.FieldReport report) {
        Accounts.AccountScope officer = accounts.scopeOf(report.officer());
        Reporter reporter = new Reporter(
                Roles.INFORMATION_OFFICER,
                officer.areaPath(),
                officer.id(),
                "OFFICER",
                "OFFICER_WITH_EVIDENCE",
                false,
                Set.of(),
                report.officer());
        ObservationRequest seen = new ObservationRequest(
                report.uscc(),
                null,
                report.indicator(),
                report.value(),
                report.seenOn(),
                null,
                null,
                report.note().isEmpty() ? null : report.note(),
                null,
                null,
                List.of());
        pipeline.report(List.of(seen), reporter, null);
        play.tellNews();
    }
}
