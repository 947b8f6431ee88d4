package org.fengqiao.response;

import java.time.Instant;
import java.util.UUID;
import org.fengqiao.platform.text.BilingualText;

/**
 * What one alert asked of its enterprise, and what came of it.
 *
 * @param onSite whether they have to come, which an officer has to have seen
 * @param dueAt null where there is no hurry
 * @param withdrawnAt when the alert was closed, or asked for something else
 */
public record EnterpriseTask(
        UUID alert,
        Instant askedAt,
        UUID enterprise,
        boolean onSite,
        BilingualText task,
        Instant dueAt,
        Instant repliedAt,
        String repliedBy,
        String reply,
        String attachment,
        Instant doneAt,
        Instant missedAt,
        Instant withdrawnAt) {}
