package org.fengqiao.alerting;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.fengqiao.platform.text.BilingualText;

/**
 * An event in the history of an alert. The sentence that people read is made when it is read, so what it tells of is kept as
 * codes and ids: a post, not its name.
 *
 * @param arguments by their names: codes, ids, user names, numbers, flags, lists of these, or texts in both languages; what is
 *     null, empty or false is left out
 * @param actor the user who did it; null when the system did
 * @param note in the words of the actor; null for none
 * @param attachments ids of uploaded files, in the order they were given
 */
public record AlertHistoryEntry(
        UUID alert,
        AlertEvent event,
        Map<String, Object> arguments,
        String actor,
        String note,
        List<UUID> attachments) {
    public AlertHistoryEntry {
        Map<String, Object> plain = new TreeMap<>();
        arguments.forEach((name, value) -> {
            if (value != null && !value.equals("") && !value.equals(false)) plain.put(name, plain(value));
        });
        arguments = Map.copyOf(plain);
        attachments = List.copyOf(attachments);
    }

    /** Of something that the system did. */
    public static AlertHistoryEntry bySystem(UUID alert, AlertEvent event, Map<String, Object> arguments) {
        return new AlertHistoryEntry(alert, event, arguments, null, null, List.of());
    }

    /** As it is read back. */
    private static Object plain(Object value) {
        if (value instanceof Integer || value instanceof Boolean || value instanceof Map) return value;
        if (value instanceof BilingualText text) return Map.of("zh", text.zh(), "en", text.en());
        if (value instanceof Collection<?> list)
            return list.stream().map(AlertHistoryEntry::plain).toList();
        return value instanceof Enum<?> code ? code.name() : value.toString();
    }
}
