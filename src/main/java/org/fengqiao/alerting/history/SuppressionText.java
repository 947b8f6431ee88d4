package org.fengqiao.alerting.history;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;

/** Why nobody is notified for now, in words. */
public final class SuppressionText {
    private SuppressionText() {}

    /**
     * @param reason its code
     * @param until null where it has no end of its own
     * @param person who silenced it, or null
     * @param because why they did, or null
     * @param subject the rule or source that is throttled, as {@code RULE WAG01-1}, or null
     * @return null for a reason without words, which an older version may have written
     */
    public static BilingualText of(String reason, Instant until, BilingualText person, String because, String subject) {
        String key = "suppression." + reason;
        if (!Messages.has(key)) return null;
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("until", until);
        arguments.put("person", person);
        arguments.put("because", because);
        arguments.put("subject", subject == null ? null : ofSubject(subject));
        return Messages.text(key, arguments);
    }

    /** A rule or source that is throttled. */
    public static BilingualText ofSubject(String subject) {
        String[] parts = subject.split(" ", 2);
        return Messages.text("suppression.subject." + parts[0], Map.of("name", parts[1]));
    }
}
