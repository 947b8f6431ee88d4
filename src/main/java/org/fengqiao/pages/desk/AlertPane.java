package org.fengqiao.pages.desk;

import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fengqiao.alerting.history.AlertHistoryReader;
import org.fengqiao.inquiry.alert.AlertDetail;
import org.fengqiao.inquiry.alert.AlertDossier;
import org.fengqiao.inquiry.web.AccessScope;
import org.fengqiao.notification.Inbox;
import org.fengqiao.pages.shell.FindingBars;
import org.fengqiao.pages.shell.PageFrame;
import org.fengqiao.pages.shell.PageWording;
import org.fengqiao.pages.shell.TimelineEntry;
import org.fengqiao.pages.shell.TimelineEntry.FileLink;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.response.EnterpriseTaskQueries;
import org.fengqiao.response.StepPreview;
import org.fengqiao.response.StepPreview.StepOption;

/** Everything about one alert: in the reading pane of a desk, and as a page of its own. */
@RequestScoped
class AlertPane {
    private final AlertDossier dossier;
    private final EnterpriseTaskQueries tasks;
    private final Inbox inbox;
    private final StepPreview steps;
    private final AccessScope scope;
    private final PageFrame frame;
    private final Caller caller;

    AlertPane(
            AlertDossier dossier,
            EnterpriseTaskQueries tasks,
            Inbox inbox,
            StepPreview steps,
            AccessScope scope,
            PageFrame frame,
            Caller caller) {
        this.dossier = dossier;
        this.tasks = tasks;
        this.inbox = inbox;
        this.steps = steps;
        this.scope = scope;
        this.frame = frame;
        this.caller = caller;
    }

    /** Throws if the reader may not see the alert. */
    AlertDetail detail(UUID alert) {
        Dimension dimension = scope.alert(alert);
        return dossier.of(alert, dimension, caller.areaPath()).orElseThrow();
    }

    TemplateInstance fill(TemplateInstance page, AlertDetail detail, StepFault fault) {
        PageWording say = frame.wording();
        UUID id = detail.alert().id();
        List<StepOption> options = mayAct() ? steps.of(id, caller.username()) : List.of();
        return page.data("d", detail)
                .data("a", detail.alert())
                .data("clocks", detail.alert().clocks().stream().map(say::clock).toList())
                .data("bars", FindingBars.of(detail.assessment(), say))
                .data("history", history(detail, say))
                .data("tasks", tasks.ofAlert(id))
                .data("deliveries", inbox.ofAlert(id))
                .data(
                        "offered",
                        OfferedStep.of(options, id, detail.alert().tier().compareTo(Tier.ORANGE) >= 0, fault))
                .data(
                        "refused",
                        options.stream().filter(option -> !option.allowed()).toList())
                .data("seen", seen(detail))
                .data("fault", fault);
    }

    private boolean mayAct() {
        return AlertPages.ACTING.stream().anyMatch(caller::hasRole);
    }

    /** What other people did since a moment, as sentences; empty if the reader has seen all there is. */
    List<String> unseen(AlertDetail detail, String seen) {
        Instant until = RequestParameters.instant("seen", seen);
        if (until == null) return List.of();
        return detail.events().stream()
                .filter(event -> event.at().isAfter(until))
                .filter(event ->
                        event.actor() != null && !event.actor().username().equals(caller.username()))
                .map(event ->
                        frame.wording().of(event.text()) + " " + frame.wording().ago(event.at()))
                .toList();
    }

    private static String seen(AlertDetail detail) {
        return detail.events().stream()
                .map(AlertHistoryReader.Event::at)
                .max(Instant::compareTo)
                .map(Instant::toString)
                .orElse("");
    }

    private List<TimelineEntry> history(AlertDetail detail, PageWording say) {
        return detail.events().stream()
                .map(event -> new TimelineEntry(
                        event.at(),
                        say.of(event.text()),
                        null,
                        files(detail.alert().id(), event)))
                .toList();
    }

    private static List<FileLink> files(UUID alert, AlertHistoryReader.Event event) {
        return event.attachments().stream()
                .map(file -> new FileLink(file.name(), "/api/v1/alerts/" + alert + "/attachments/" + file.id()))
                .toList();
    }
}
