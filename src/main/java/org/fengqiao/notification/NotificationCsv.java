package org.fengqiao.notification;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.text.Masking;
import org.fengqiao.platform.text.SpreadsheetCell;

/** Notifications as CSV for a spreadsheet. */
@ApplicationScoped
public class NotificationCsv {

    public String csv(List<Inbox.InboxEntry> entries) {
        StringWriter text = new StringWriter();
        // so that a spreadsheet reads it as UTF-8
        text.write('\uFEFF');
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("made_at", "kind", "tier", "alert", "why_zh", "why_en", "state", "sent_by", "sent_at");
            for (Inbox.InboxEntry entry : entries) {
                csv.writeRecord(
                        time(entry.madeAt()),
                        entry.kind(),
                        entry.tier(),
                        Objects.toString(entry.alert(), ""),
                        SpreadsheetCell.escapeFormula(Masking.mask(entry.why().zh())),
                        SpreadsheetCell.escapeFormula(Masking.mask(entry.why().en())),
                        entry.state(),
                        Objects.toString(entry.sentBy(), ""),
                        entry.sentAt() == null ? "" : time(entry.sentAt()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String time(Instant at) {
        return at.atZone(Time.CITY).toOffsetDateTime().toString();
    }
}
