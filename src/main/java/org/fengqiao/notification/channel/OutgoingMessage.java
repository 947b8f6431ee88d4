package org.fengqiao.notification.channel;

import java.time.Instant;
import java.util.UUID;
import org.fengqiao.alerting.Notice;
import org.fengqiao.policy.Tier;

/**
 * A message as a channel sends it.
 *
 * @param key the same on every attempt, so that a receiver can drop a repeat
 * @param alertId null when it is about no single alert
 * @param tier null when not every reader of the channel is entitled to it
 * @param at the moment of this attempt
 */
public record OutgoingMessage(
        UUID key,
        Notice.Kind kind,
        UUID alertId,
        Tier tier,
        String title,
        String text,
        String link,
        Instant madeAt,
        Instant at) {}
