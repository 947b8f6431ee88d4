package org.fengqiao.response.dispute;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.alerting.routing.Supervisors;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.publication.Releases;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostStore;
import org.fengqiao.response.StepNote;

/** Tells the source of a doubt and the doubter of the answer, and records both in the history of the alert. */
@ApplicationScoped
class DisputeCorrespondence {
    private final AlertRepository alerts;
    private final AlertHistory history;
    private final FactSources sources;
    private final PostStore posts;
    private final WorkingCalendars calendars;
    private final Releases releases;
    private final Outbox outbox;

    DisputeCorrespondence(
            AlertRepository alerts,
            AlertHistory history,
            FactSources sources,
            PostStore posts,
            WorkingCalendars calendars,
            Releases releases,
            Outbox outbox) {
        this.alerts = alerts;
        this.history = history;
        this.sources = sources;
        this.posts = posts;
        this.calendars = calendars;
        this.releases = releases;
        this.outbox = outbox;
    }

    /** Finds the post that has to answer and by when, and tells it. */
    void send(FactDispute dispute, Alert alert, StepNote note, Instant at) {
        FactSources.ResponsiblePost responsible = sources.responsible(
                posts.directory(), dispute.dimension(), dispute.sourceKind, dispute.areaPath, dispute.raisedBy, at);
        dispute.assign(
                responsible.post().postId(),
                calendars.current().due(responsible.due(), at).at());
        record(dispute, alert.record(AlertEvent.FACT_DISPUTED), dispute.raisedBy, note, at);
        BilingualText name = name(dispute);
        tell(
                dispute,
                alert,
                responsible.post(),
                Messages.text(
                        "why.FACT_DISPUTED",
                        Map.of("fact", name, "post", responsible.post().name())),
                at);
    }

    void answered(FactDispute dispute, AlertEvent event, String by, StepNote note, Instant at) {
        Alert alert = alerts.get(dispute.alertId);
        record(dispute, alert.record(event), by, note, at);
        tellDoubter(dispute, alert, event, at);
    }

    /** The source sent another value by itself. */
    void settled(FactDispute dispute, Instant at) {
        Alert alert = alerts.get(dispute.alertId);
        AlertEvent event = alert.record(dispute.correct(null, null, at));
        history.append(List.of(AlertHistoryEntry.bySystem(dispute.alertId, event, arguments(dispute))), at);
        tellDoubter(dispute, alert, event, at);
    }

    private void tellDoubter(FactDispute dispute, Alert alert, AlertEvent event, Instant at) {
        BilingualText name = name(dispute);
        BilingualText why = Messages.text("why." + event, Map.of("fact", name));
        outbox.put(
                List.of(new Notice(
                        Notice.Kind.FACT_ANSWERED, alert.id(), null, Optional.of(dispute.raisedBy), alert.tier(), why)),
                at);
    }

    /** Nobody answered in time: the post above is told. */
    void missed(FactDispute dispute, Instant at) {
        Alert alert = alerts.get(dispute.alertId);
        record(dispute, alert.record(dispute.miss(at)), null, StepNote.NOTHING, at);
        PostDirectory directory = posts.directory();
        PostAssignment asked = directory.assignmentOf(dispute.postId, at).orElseThrow();
        PostAssignment above = Supervisors.of(directory, dispute.dimension(), asked, dispute.areaPath, at);
        BilingualText name = name(dispute);
        tell(
                dispute,
                alert,
                above,
                Messages.text("why.FACT_ANSWER_MISSED", Map.of("fact", name, "post", asked.name())),
                at);
    }

    private void record(FactDispute dispute, AlertEvent event, String by, StepNote note, Instant at) {
        history.append(List.of(note.entry(dispute.alertId, event, arguments(dispute), by)), at);
    }

    private Map<String, Object> arguments(FactDispute dispute) {
        return Map.of("indicator", dispute.indicator, "fact", name(dispute));
    }

    private void tell(FactDispute dispute, Alert alert, PostAssignment post, BilingualText why, Instant at) {
        outbox.put(
                List.of(new Notice(
                        Notice.Kind.FACT_DISPUTED, dispute.alertId, post.postId(), post.username(), alert.tier(), why)),
                at);
    }

    private BilingualText name(FactDispute dispute) {
        Indicator indicator = releases.live().indicators().get(dispute.indicator);
        return indicator == null ? new BilingualText(dispute.indicator, dispute.indicator) : indicator.name();
    }
}
