package org.fengqiao.demo.year;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.fengqiao.platform.attachment.AttachmentUpload;

/** Papers that people upload: a page with one line, the same each time. */
@ApplicationScoped
class DemoPapers {
    private static final List<String> OBJECTS = List.of(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            "<</Length %d>>stream\n%s\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");

    private final AttachmentUpload uploads;

    DemoPapers(AttachmentUpload uploads) {
        this.uploads = uploads;
    }

    /**
     * Uploads a paper.
     *
     * @param line in Latin letters
     */
    UUID upload(String name, String line, String by, String areaPath) {
        try {
            Path file = Files.createTempFile("demo", ".pdf");
            try {
                Files.writeString(file, pdf(line), StandardCharsets.US_ASCII);
                return uploads.upload(file, name, by, areaPath).id();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every character is one byte, so positions are lengths. */
    private static String pdf(String line) {
        String content = "BT /F1 16 Tf 72 720 Td (" + line + ") Tj ET";
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
        StringBuilder places = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < OBJECTS.size(); i++) {
            places.append("%010d 00000 n \n".formatted(pdf.length()));
            String object = i == 3 ? OBJECTS.get(i).formatted(content.length(), content) : OBJECTS.get(i);
            pdf.append(i + 1).append(" 0 obj\n").append(object).append("\nendobj\n");
        }
        int table = pdf.length();
        int size = OBJECTS.size() + 1;
        return pdf.append("xref\n0 %d\n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
                        .formatted(size, places, size, table))
                .toString();
    }
}
