package org.fengqiao.response;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fengqiao.platform.attachment.AttachmentView;
import org.fengqiao.platform.text.BilingualText;

/**
 * What an alert asks of its enterprise, and what came of it.
 *
 * @param onSite whether somebody has to come, which an officer has to see
 * @param dueAt null for no deadline
 * @param withdrawnAt when the alert was closed or asked for something else
 */
public record EnterpriseTaskView(
        UUID alert,
        Instant requestedAt,
        UUID enterprise,
        boolean onSite,
        BilingualText task,
        Instant dueAt,
        Instant repliedAt,
        String repliedBy,
        String reply,
        List<AttachmentView> attachments,
        Instant doneAt,
        Instant missedAt,
        Instant withdrawnAt) {}
