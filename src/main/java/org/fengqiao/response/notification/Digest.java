package org.fengqiao.response.notification;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.fengqiao.platform.Time;
import org.fengqiao.registry.Masking;

/** A list of notifications for a spreadsheet. */
@ApplicationScoped
public class Digest {

    public String csv(List<Inbox.Entry> entries) {
        StringWriter text = new StringWriter();
        // so that a spreadsheet reads it as UTF-8
        text.write('\uFEFF');
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("made_at", "kind", "tier", "alert", "why_zh", "why_en", "state", "sent_by", "sent_at");
            for (Inbox.Entry entry : entries) {
                csv.writeRecord(
                        time(entry.madeAt()),
                        entry.kind(),
                        entry.tier(),
                        Objects.toString(entry.alert(), ""),
                        cell(entry.why().zh()),
                        cell(entry.why().en()),
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

    /** What would be a formula to a spreadsheet is made text. */
    private static String cell(String text) {
        String masked = Masking.mask(text);
        return !masked.isEmpty() && "=+-@\t\r".indexOf(masked.charAt(0)) >= 0 ? "'" + masked : masked;
    }
}
