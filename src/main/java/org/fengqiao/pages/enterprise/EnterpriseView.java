package org.fengqiao.pages.enterprise;

import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.AssessmentView;
import org.fengqiao.assessment.store.AssessmentHistory;
import org.fengqiao.inquiry.alert.AlertEpisodes;
import org.fengqiao.inquiry.alert.AlertEpisodes.AlertEpisode;
import org.fengqiao.inquiry.enterprise.EnterpriseQueries;
import org.fengqiao.inquiry.enterprise.ObservationQueries;
import org.fengqiao.inquiry.web.AccessScope;
import org.fengqiao.pages.shell.FindingBars;
import org.fengqiao.pages.shell.PageFrame;
import org.fengqiao.pages.shell.PageWording;
import org.fengqiao.pipeline.AssessmentReplay;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.publication.PublicationHistory;
import org.fengqiao.policy.publication.Releases;
import org.fengqiao.registry.enterprise.EnterpriseRelations;
import org.fengqiao.registry.enterprise.EnterpriseStore;

/** Gathers the page of an enterprise. */
@RequestScoped
class EnterpriseView {
    private static final int MOST_ASSESSMENTS = 400;
    private static final int MOST_RELATED = 50;
    private static final int OBSERVATIONS = 30;
    private static final int YEAR_DAYS = 365;

    @Inject
    EnterpriseQueries enterprises;

    @Inject
    EnterpriseStore store;

    @Inject
    ObservationQueries observations;

    @Inject
    EnterpriseRelations relations;

    @Inject
    AssessmentHistory assessments;

    @Inject
    AssessmentReplay replay;

    @Inject
    AlertEpisodes episodes;

    @Inject
    PublicationHistory publications;

    @Inject
    Releases releases;

    @Inject
    AccessScope scope;

    @Inject
    PageFrame frame;

    @Inject
    Caller caller;

    @Inject
    DataSource database;

    TemplateInstance fill(Template page, String id, String day, String cursor) {
        UUID enterprise = scope.enterpriseId(id);
        PageWording say = frame.wording();
        List<AssessmentView> history = history(enterprise, say.now());
        List<AlertEpisode> alerts = episodes.of(enterprise, Dimension.LABOUR);
        LocalDate then = past(day, LocalDate.ofInstant(say.now(), Time.CITY));
        AssessmentView shown = then == null ? history.stream().findFirst().orElse(null) : asOf(enterprise, then);
        var evidence = observations.of(enterprise, null, cursor, OBSERVATIONS);
        return frame.page(page)
                .data("e", enterprises.find(enterprise, true).orElseThrow())
                .data("identifiers", enterprises.identifiers(enterprise))
                .data("readings", store.readingsOf(enterprise))
                .data("chart", chart(history, alerts, say))
                .data("history", history)
                .data("alerts", alerts)
                .data("day", then)
                .data("dayText", say.day(then))
                .data("today", LocalDate.ofInstant(say.now(), Time.CITY))
                .data("shown", shown)
                .data("bars", FindingBars.of(shown, say))
                .data("observations", evidence.items())
                .data("older", evidence.next() == null ? null : frame.address().with("cursor", evidence.next()))
                .data(
                        "related",
                        relations.related(enterprise, LocalDate.ofInstant(say.now(), Time.CITY), MOST_RELATED).stream()
                                .filter(other -> caller.covers(other.areaPath()))
                                .toList());
    }

    /** Newest first. */
    private List<AssessmentView> history(UUID enterprise, Instant now) {
        List<Assessment> found = Transactions.inTransaction(
                database,
                connection -> assessments.history(
                        connection, enterprise, Dimension.LABOUR, now.plusSeconds(1), MOST_ASSESSMENTS));
        return found.stream().map(this::view).toList();
    }

    private AssessmentView asOf(UUID enterprise, LocalDate day) {
        Instant end = day.plusDays(1).atStartOfDay(Time.CITY).toInstant();
        return view(replay.replayWithReleaseLiveAt(enterprise, Dimension.LABOUR, end.minusSeconds(1)));
    }

    private AssessmentView view(Assessment assessment) {
        return AssessmentView.of(assessment, releases.byId(assessment.releaseId()));
    }

    /** Null if none is asked for. */
    private static LocalDate past(String day, LocalDate today) {
        if (day == null || day.isBlank()) return null;
        try {
            LocalDate wanted = LocalDate.parse(day);
            if (wanted.isBefore(today)) return wanted;
        } catch (DateTimeParseException e) {
            // reported below
        }
        throw ProblemException.invalid("day-not-past", "请选一个过去的日期。", "Choose a day in the past.");
    }

    private ScoreChart chart(List<AssessmentView> history, List<AlertEpisode> alerts, PageWording say) {
        List<ScoreChart.Event> events = new ArrayList<>();
        alerts.forEach(alert -> events.add(new ScoreChart.Event(
                alert.raisedAt(), true, say.choose("预警产生，", "Alert raised, ") + say.exact(alert.raisedAt()))));
        publications
                .list()
                .forEach(record -> events.add(new ScoreChart.Event(
                        record.publication().liveFrom(),
                        false,
                        say.choose("规则换版，", "Rules changed, ")
                                + say.exact(record.publication().liveFrom()))));
        Instant from = say.now().atZone(Time.CITY).minusDays(YEAR_DAYS).toInstant();
        return ScoreChart.of(history, events, from, say.now());
    }
}
