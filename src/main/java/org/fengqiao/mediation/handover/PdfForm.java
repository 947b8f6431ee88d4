package org.fengqiao.mediation.handover;

import java.io.IOException;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fengqiao.mediation.CaseFile.PartySignature;
import org.fengqiao.mediation.CaseFile.Side;
import org.fengqiao.mediation.handover.PdfWriter.Cell;
import org.fengqiao.mediation.handover.PdfWriter.CellStyle;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.text.BilingualText;

/** The rows of a form, each value with its label, and how values are written. */
final class PdfForm {
    private static final float SIZE = 9;
    private static final float LABEL = 132;
    private static final float SHORT = 115;
    private static final float OTHER_LABEL = 100;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final String NOT_GIVEN = "未填写 not given";

    private final LitigationPackage made;
    private final PdfWriter paper;

    PdfForm(LitigationPackage made, PdfWriter paper) {
        this.made = made;
        this.paper = paper;
    }

    void heading(String zh, String en) throws IOException {
        paper.heading(zh, en);
    }

    void row(String label, String value) throws IOException {
        paper.row(
                List.of(
                        new Cell(LABEL, label, CellStyle.LABEL),
                        new Cell(PdfWriter.WIDTH - LABEL, given(value), CellStyle.TEXT)),
                SIZE);
    }

    /** Two short values beside each other. */
    void pair(String label, String value, String otherLabel, String otherValue) throws IOException {
        paper.row(
                List.of(
                        new Cell(LABEL, label, CellStyle.LABEL),
                        new Cell(SHORT, given(value), CellStyle.TEXT),
                        new Cell(OTHER_LABEL, otherLabel, CellStyle.LABEL),
                        new Cell(PdfWriter.WIDTH - LABEL - SHORT - OTHER_LABEL, given(otherValue), CellStyle.TEXT)),
                SIZE);
    }

    void head(float[] widths, String... names) throws IOException {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < names.length; i++) cells.add(new Cell(widths[i], names[i], CellStyle.LABEL));
        paper.row(cells, SIZE);
    }

    /** One line of a table; amounts are aligned right. */
    void line(float[] widths, Object... values) throws IOException {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            boolean number = values[i] instanceof BigDecimal;
            String text = number ? money((BigDecimal) values[i]) : values[i] == null ? "" : values[i].toString();
            cells.add(new Cell(widths[i], text, number ? CellStyle.NUMBER : CellStyle.TEXT));
        }
        paper.row(cells, SIZE);
    }

    /** The reference of a party with the side they stand on, which a number does not say. */
    String party(String ref) {
        boolean applies = made.applicant().parties().stream()
                .anyMatch(party -> party.ref().equals(ref));
        BilingualText side = (applies ? Side.APPLICANT : Side.RESPONDENT).text();
        return side.zh() + " " + side.en() + "　" + ref;
    }

    /** A file by its name and its hash, which tells whether a copy of it is the same. */
    String file(UUID id) {
        return made.files().stream()
                .filter(file -> file.id().equals(id))
                .map(file -> "文件 File：" + file.name() + "\nSHA-256：" + file.sha256())
                .findFirst()
                .orElse("");
    }

    String signatures(List<PartySignature> confirmations) {
        return confirmations.stream()
                .map(signature ->
                        party(signature.party()) + "　签字 signed " + signature.on() + "\n" + file(signature.attachment()))
                .collect(Collectors.joining("\n"));
    }

    static String yes(boolean is) {
        return is ? "是 yes" : "否 no";
    }

    static String day(LocalDate day) {
        return day == null ? NOT_GIVEN : day.toString();
    }

    static String moment(Instant at) {
        return MOMENT.format(at.atZone(Time.CITY));
    }

    static String money(BigDecimal amount) {
        return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(amount);
    }

    private static String given(String value) {
        return value == null || value.isBlank() ? NOT_GIVEN : value;
    }
}
