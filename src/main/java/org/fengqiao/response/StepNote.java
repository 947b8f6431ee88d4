package org.fengqiao.response;

import java.util.UUID;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Masking;

/**
 * What somebody says about a step.
 *
 * @param note null for none; numbers that identify a person are masked
 * @param attachment SHA-256 of a file, or null
 */
public record StepNote(String note, String attachment) {
    public static final StepNote NOTHING = new StepNote(null, null);
    private static final int MAX_LENGTH = 2_000;

    public StepNote {
        note = note == null || note.isBlank() ? null : Masking.mask(note.strip());
        attachment = attachment == null || attachment.isBlank() ? null : attachment.strip();
        if (note != null && note.length() > MAX_LENGTH) {
            throw ProblemException.invalid(
                    "note-too-long", "说明最多2000字，请缩短", "A note has 2,000 characters at most; shorten it");
        }
        if (attachment != null && !attachment.matches("[0-9a-f]{64}")) {
            throw ProblemException.invalid(
                    "attachment-malformed",
                    "附件须写文件的SHA-256（64位小写十六进制），例如 sha256sum 的结果",
                    "An attachment is the SHA-256 of its file, 64 lower-case hexadecimal digits as sha256sum gives it");
        }
    }

    /** Whether somebody said the very same in that entry. */
    boolean matches(AlertHistoryEntry entry, String by, String detail) {
        return entry(entry.alert(), entry.event(), detail, by).equals(entry);
    }

    AlertHistoryEntry entry(UUID alert, AlertEvent event, String detail, String by) {
        BilingualText text = note == null ? null : new BilingualText(note, note);
        return new AlertHistoryEntry(alert, event, detail, by, text, attachment);
    }

    StepNote requireNote() {
        if (note != null) return this;
        throw ProblemException.invalid("note-missing", "请写明做了什么、看到什么", "Say what was done or seen in \"note\"");
    }

    void requireAttachment() {
        if (attachment != null) return;
        throw ProblemException.invalid(
                "evidence-missing",
                "红色和橙色预警关闭须附证据（attachment：文件的SHA-256），如工资发放凭证、现场照片",
                "To close at RED or ORANGE give evidence in \"attachment\": the SHA-256 of a proof of payment, a photo");
    }
}
