package org.fengqiao.alerting;

import java.util.List;
import java.util.UUID;
import org.fengqiao.platform.text.BilingualText;

/**
 * An event in the history of an alert.
 *
 * @param detail what the event is about, empty if it says everything itself
 * @param actor the user who did it; null when the system did
 * @param note null for none
 * @param attachments ids of uploaded files, in the order they were given
 */
public record AlertHistoryEntry(
        UUID alert, AlertEvent event, String detail, String actor, BilingualText note, List<UUID> attachments) {
    public AlertHistoryEntry {
        attachments = List.copyOf(attachments);
    }

    /** Of something that the system did. */
    public static AlertHistoryEntry bySystem(UUID alert, AlertEvent event, String detail, BilingualText note) {
        return new AlertHistoryEntry(alert, event, detail, null, note, List.of());
    }
}
