package org.fengqiao.alerting.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fengqiao.alerting.Notice;
import org.fengqiao.platform.text.BilingualText;

/** Reminds the author of a silence before it ends. */
@ApplicationScoped
class SilenceReminders {
    private static final int AT_ONCE = 500;

    private final SilenceRepository silences;

    SilenceReminders(SilenceRepository silences) {
        this.silences = silences;
    }

    /** In the caller's transaction. */
    List<Notice> due(Instant at) {
        List<Notice> notices = new ArrayList<>();
        for (Silence silence : silences.claimReminders(at, AT_ONCE)) {
            notices.add(notice(silence, silences.countSuppressed(silence.id)));
            silence.markReminded(at);
        }
        silences.flush();
        return notices;
    }

    private static Notice notice(Silence silence, int suppressed) {
        String until = NotificationDecision.formatMinute(silence.endsAt);
        return new Notice(
                Notice.Kind.SILENCE_EXPIRING,
                null,
                null,
                Optional.of(silence.author),
                silence.maxTier,
                new BilingualText(
                        "您设的静默将于" + until + "结束（" + silence.reason + "），其间未通知" + suppressed + "次；届时仍未关闭的预警将通知责任人。",
                        "Your silence ends at " + until + " (" + silence.reason + "); it suppressed " + suppressed
                                + " notices, and those responsible are notified of what is still open then."));
    }
}
