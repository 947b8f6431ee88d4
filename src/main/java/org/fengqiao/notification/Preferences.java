package org.fengqiao.notification;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.fengqiao.notification.channel.Destination;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Tier;

/** How a person wants to be told. */
record Preferences(String language, Optional<QuietHours> quiet, List<Destination> channels) {
    /** Of somebody who never said: the inbox, in Chinese. */
    static final Preferences NONE = new Preferences("zh", Optional.empty(), List.of());

    /** From when until when nothing but red comes; over midnight when it ends earlier than it begins. */
    record QuietHours(LocalTime from, LocalTime to) {
        /** The end of the quiet hours that this moment falls into. */
        Optional<Instant> endAfter(Instant at) {
            ZonedDateTime here = at.atZone(Time.CITY);
            LocalTime now = here.toLocalTime();
            boolean overMidnight = to.isBefore(from);
            boolean quiet =
                    overMidnight ? !now.isBefore(from) || now.isBefore(to) : !now.isBefore(from) && now.isBefore(to);
            if (!quiet) return Optional.empty();
            boolean tomorrow = overMidnight && !now.isBefore(from);
            return Optional.of(here.toLocalDate()
                    .plusDays(tomorrow ? 1 : 0)
                    .atTime(to)
                    .atZone(Time.CITY)
                    .toInstant());
        }
    }

    /** When to tell instead of now; never for red. */
    Optional<Instant> quietUntil(Tier tier, Instant at) {
        return tier == Tier.RED ? Optional.empty() : quiet.flatMap(hours -> hours.endAfter(at));
    }

    /** The channels for a tier, in the order they are tried. */
    List<Destination> channelsFor(Tier tier) {
        return channels.stream()
                .filter(channel -> tier.compareTo(channel.leastTier()) >= 0)
                .toList();
    }
}
