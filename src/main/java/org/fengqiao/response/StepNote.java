package org.fengqiao.response;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.Masking;

/**
 * What somebody says about a step.
 *
 * @param note null for none; numbers that identify a person are masked
 * @param attachments ids of uploaded files; null for none
 */
public record StepNote(String note, List<UUID> attachments) {
    public static final StepNote NOTHING = new StepNote(null, List.of());
    private static final int MAX_LENGTH = 2_000;

    public StepNote {
        note = note == null || note.isBlank() ? null : Masking.mask(note.strip());
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
        if (note != null && note.length() > MAX_LENGTH) {
            throw ProblemException.invalid(
                    "note-too-long", "说明最多2000字，请缩短", "A note has 2,000 characters at most; shorten it");
        }
    }

    public AlertHistoryEntry entry(UUID alert, AlertEvent event, Map<String, Object> arguments, String by) {
        return new AlertHistoryEntry(alert, event, arguments, by, note, attachments);
    }

    public StepNote requireNote() {
        if (note != null) return this;
        throw ProblemException.invalid("note-missing", "请写明做了什么、看到什么", "Say what was done or seen in \"note\"");
    }

    void requireAttachment() {
        if (!attachments.isEmpty()) return;
        throw ProblemException.invalid(
                "evidence-missing",
                "红色和橙色预警关闭须附证据，如工资发放凭证、现场照片。请先上传文件，再在 attachments 写明其编号",
                "To close at RED or ORANGE give evidence, such as a proof of payment or a photo: upload it, and name its id"
                        + " in \"attachments\"");
    }
}
