package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.alerting.AlertScope;
import org.fengqiao.alerting.Notice;

/** What people do with an open alert; {@link AlertClosing} has how it ends. */
@ApplicationScoped
@Transactional
public class AlertActions {
    private final AlertRepository alerts;
    private final AlertSteps steps;
    private final OwnerNotices notices;

    AlertActions(AlertRepository alerts, AlertSteps steps, OwnerNotices notices) {
        this.alerts = alerts;
        this.steps = steps;
        this.notices = notices;
    }

    /** How somebody got into contact with the enterprise. */
    public enum ContactMethod {
        PHONE,
        ON_SITE
    }

    /** What decides who may work on an alert. */
    public AlertScope scopeOf(UUID alert) {
        return alerts.get(alert).scope();
    }

    public StepResult acknowledge(UUID id, String by, StepNote note) {
        return steps.take(id, by, note, AlertEvent.ACKNOWLEDGED, (alert, action) -> {
            Optional<AlertEvent> event = alert.acknowledge(action);
            if (event.isPresent()) notices.hold(Notice.Kind.ACKNOWLEDGED, alert, action);
            return event;
        });
    }

    public StepResult contact(UUID id, String by, ContactMethod method, StepNote note) {
        return steps.take(
                id,
                by,
                note.requireNote(),
                AlertEvent.CONTACTED,
                Map.of("method", method),
                (alert, action) -> Optional.of(alert.contact(action)));
    }

    public StepResult plan(UUID id, String by, StepNote note) {
        return steps.take(
                id, by, note.requireNote(), AlertEvent.PLANNED, (alert, action) -> Optional.of(alert.plan(action)));
    }

    /** Adds a note and changes nothing else. */
    public StepResult note(UUID id, String by, StepNote note) {
        return steps.take(id, by, note.requireNote(), AlertEvent.NOTED, (alert, action) -> {
            AlertEvent event = alert.record(AlertEvent.NOTED);
            if (alert.isOpen()) notices.hold(Notice.Kind.NOTED, alert, action);
            return Optional.of(event);
        });
    }
}
