package org.fengqiao.notification;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fengqiao.notification.channel.Destination;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Tier;

/** How a person wants to be notified. */
@Entity
@Table(name = "notification_setting")
class Preferences {
    @Id
    String username;

    String language;

    /** Null for none. */
    @Embedded
    QuietHours quiet;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "notification_channel", joinColumns = @JoinColumn(name = "username"))
    @OrderColumn(name = "position")
    List<Destination> channels = new ArrayList<>();

    Preferences() {}

    Preferences(String username, String language, QuietHours quiet, List<Destination> channels) {
        this.username = username;
        this.language = language;
        this.quiet = quiet;
        this.channels.addAll(channels);
    }

    /** Of somebody who never set any: the inbox, in Chinese. */
    static Preferences defaults(String username) {
        return new Preferences(username, "zh", null, List.of());
    }

    /** From when until when nothing but red is sent; over midnight when it ends earlier than it begins. */
    @Embeddable
    record QuietHours(
            @Column(name = "quiet_from") LocalTime from,
            @Column(name = "quiet_to") LocalTime to) {
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

    /** When to notify instead of now; red is never put off. */
    Optional<Instant> quietUntil(Tier tier, Instant at) {
        return tier == Tier.RED || quiet == null ? Optional.empty() : quiet.endAfter(at);
    }

    /** The channels for a tier, in the order they are tried: at RED what rings comes first, whatever the hour. */
    List<Destination> channelsFor(Tier tier) {
        return channels.stream()
                .filter(channel -> tier.compareTo(channel.leastTier()) >= 0)
                .sorted(Comparator.comparing(
                        channel -> !(tier == Tier.RED && channel.type().isPhone())))
                .toList();
    }
}
