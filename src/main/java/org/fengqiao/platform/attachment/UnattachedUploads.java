package org.fengqiao.platform.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.fengqiao.platform.ScheduledJob;

/** Deletes uploads that nobody attached to anything. */
@ApplicationScoped
class UnattachedUploads implements ScheduledJob {
    private static final int LIMIT = 100;

    private final Attachments attachments;

    UnattachedUploads(Attachments attachments) {
        this.attachments = attachments;
    }

    @Override
    public String name() {
        return "uploads that nobody attached";
    }

    @Override
    public int runDue(Instant at) {
        return attachments.forgetUnattached(at, LIMIT);
    }
}
