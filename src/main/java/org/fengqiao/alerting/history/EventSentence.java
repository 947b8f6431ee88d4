package org.fengqiao.alerting.history;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.DurationText;
import org.fengqiao.platform.text.Messages;

/** What people read of an event: pure, from its arguments and the names of what they refer to. */
final class EventSentence {
    private EventSentence() {}

    /** The sentence of the event, and after it what its actor wrote. */
    static BilingualText of(AlertHistoryEntry entry, HistoryNames names) {
        BilingualText sentence = Messages.text("event." + entry.event(), arguments(entry, names));
        if (entry.note() == null) return sentence;
        BilingualText note = Messages.text("history.note", Map.of("note", entry.note()));
        return new BilingualText(sentence.zh() + note.zh(), sentence.en() + " " + note.en());
    }

    private static Map<String, Object> arguments(AlertHistoryEntry entry, HistoryNames names) {
        Map<String, Object> said = new HashMap<>();
        entry.arguments().forEach((name, value) -> said.put(name, said(name, value, names)));
        if (entry.actor() != null) said.put("actor", names.person(entry.actor()));
        if (entry.arguments().containsKey("reason")) said.put("why", whySuppressed(entry.arguments(), names));
        if (entry.arguments().containsKey("cause"))
            said.put("why", word("notified.", entry.arguments().get("cause")));
        return said;
    }

    private static BilingualText whySuppressed(Map<String, Object> arguments, HistoryNames names) {
        Optional<HistoryNames.NamedSilence> silence =
                Optional.ofNullable(arguments.get("silence")).map(names::silence);
        return SuppressionText.of(
                (String) arguments.get("reason"),
                arguments.get("until") instanceof String until ? Instant.parse(until) : null,
                silence.map(HistoryNames.NamedSilence::author).orElse(null),
                silence.map(HistoryNames.NamedSilence::reason).orElse(null),
                (String) arguments.get("subject"));
    }

    private static Object said(String name, Object value, HistoryNames names) {
        return switch (name) {
            case "tier", "formerTier" -> word("tier.", value);
            case "outcome", "formerOutcome" -> word("outcome.", value);
            case "method" -> word("contact.", value);
            case "channel" -> word("reply.", value);
            case "step" -> word("step.", value);
            case "duration" -> DurationText.of((String) value);
            case "person", "closedBy", "checkedBy" -> names.person((String) value);
            case "post" -> names.post(value);
            case "copies" ->
                ((List<?>) value)
                        .stream().map(names::post).filter(Objects::nonNull).toList();
            case "request" -> word("request.", value);
            case "closedAt", "until", "due" -> Instant.parse((String) value);
            default -> value instanceof Map<?, ?> text ? bilingual(text) : value;
        };
    }

    /** Null for a code that has no words, which an older version may have written. */
    private static BilingualText word(String prefix, Object code) {
        String key = prefix + code;
        return Messages.has(key) ? Messages.text(key) : null;
    }

    private static BilingualText bilingual(Map<?, ?> text) {
        return new BilingualText((String) text.get("zh"), (String) text.get("en"));
    }
}
