package org.fengqiao.mediation.handover;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Writes pages of A4: headings, and rows of cells with borders. Embeds the glyphs it shows. */
final class PdfWriter implements AutoCloseable {
    private static final byte[] FONT = readFont();
    private static final float MARGIN = 54;
    private static final float BOTTOM = 60;
    private static final float PADDING = 4;
    private static final float LEADING = 1.45f;
    /** A row of up to so many lines is not split over pages. */
    private static final int KEPT_TOGETHER = 12;

    private static final Color GREY = new Color(0x55, 0x55, 0x55);
    private static final Color SHADE = new Color(0xF1, 0xF1, 0xEE);
    /** Stands for a character the font does not have. */
    private static final String UNKNOWN = "〓";

    private static final String UNDER_CODE = "扫码打开案件 Opens the case";

    static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;

    /** What a cell holds: the label of what is beside or below it, text, or a number, which is aligned right. */
    enum CellStyle {
        LABEL,
        TEXT,
        NUMBER
    }

    record Cell(float width, String text, CellStyle kind) {}

    private final PDDocument document = new PDDocument();
    private final PDType0Font font;
    private final CmapLookup glyphs;
    private PDPageContentStream page;
    private float y;

    PdfWriter(String title) {
        try {
            TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(FONT));
            font = PDType0Font.load(document, parsed, true);
            glyphs = parsed.getUnicodeCmapLookup();
            document.getDocumentInformation().setTitle(title);
            document.getDocumentCatalog().setLanguage("zh-CN");
            newPage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The title on the left, the code that opens the link on the right; without a link no code. */
    void head(String zh, String en, List<String> lines, String link) throws IOException {
        float side = link == null ? 0 : 92;
        float top = y;
        if (link != null) {
            draw(QrCode.of(link), MARGIN + WIDTH - side, top - side, side);
            text(UNDER_CODE, 7, MARGIN + WIDTH - side + (side - width(UNDER_CODE, 7)) / 2, top - side - 8, GREY);
        }
        text(zh, 19, MARGIN, top - 22, Color.BLACK);
        text(en, 9, MARGIN, top - 38, GREY);
        float line = top - 56;
        for (String text : lines) {
            text(shown(text), 8.5f, MARGIN, line, Color.BLACK);
            line -= 13;
        }
        y = Math.min(line, top - side - 12) - 6;
    }

    void heading(String zh, String en) throws IOException {
        if (y - 60 < BOTTOM) newPage();
        y -= 22;
        text(zh, 11.5f, MARGIN, y, Color.BLACK);
        text(en, 8, MARGIN + width(zh, 11.5f) + 8, y, GREY);
        y -= 7;
    }

    /** One row. A short one stays together; a long one continues on the next page. */
    void row(List<Cell> cells, float size) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        for (Cell cell : cells) {
            float of = size(cell, size);
            lines.add(LineBreaks.of(shown(cell.text()), cell.width() - 2 * PADDING, text -> width(text, of)));
        }
        int left = lines.stream().mapToInt(List::size).max().orElse(1);
        int from = 0;
        while (left > 0) {
            int fits = (int) ((y - BOTTOM - 2 * PADDING) / (size * LEADING));
            if (fits < Math.min(left, KEPT_TOGETHER)) {
                newPage();
                continue;
            }
            int now = Math.min(fits, left);
            float height = now * size * LEADING + 2 * PADDING;
            float x = MARGIN;
            for (int i = 0; i < cells.size(); i++) {
                List<String> own = lines.get(i);
                List<String> part = own.subList(Math.min(from, own.size()), Math.min(from + now, own.size()));
                box(cells.get(i), x, height);
                cell(cells.get(i), part, x, size);
                x += cells.get(i).width();
            }
            y -= height;
            from += now;
            left -= now;
        }
    }

    private static float size(Cell cell, float size) {
        return cell.kind() == CellStyle.LABEL ? size - 1 : size;
    }

    private void box(Cell cell, float x, float height) throws IOException {
        if (cell.kind() == CellStyle.LABEL) {
            page.setNonStrokingColor(SHADE);
            page.addRect(x, y - height, cell.width(), height);
            page.fill();
        }
        page.setStrokingColor(GREY);
        page.setLineWidth(0.5f);
        page.addRect(x, y - height, cell.width(), height);
        page.stroke();
    }

    private void cell(Cell cell, List<String> lines, float x, float size) throws IOException {
        float of = size(cell, size);
        float line = y - PADDING - size * (1 + LEADING) / 2 + 1;
        for (String text : lines) {
            float indent = cell.kind() == CellStyle.NUMBER ? cell.width() - PADDING - width(text, of) : PADDING;
            text(text, of, x + indent, line, Color.BLACK);
            line -= size * LEADING;
        }
    }

    /** Adds a footer and the page number to each page; nothing can be added afterwards. */
    byte[] finish(String foot) {
        try {
            page.close();
            int pages = document.getNumberOfPages();
            for (int i = 0; i < pages; i++) {
                page = new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true);
                String number = (i + 1) + " / " + pages;
                text(foot, 7, MARGIN, 34, GREY);
                text(number, 8, MARGIN + WIDTH - width(number, 8), 34, GREY);
                page.close();
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void newPage() throws IOException {
        if (page != null) page.close();
        PDPage fresh = new PDPage(PDRectangle.A4);
        document.addPage(fresh);
        page = new PDPageContentStream(document, fresh);
        y = PDRectangle.A4.getHeight() - 48;
    }

    private void text(String text, float size, float x, float at, Color colour) throws IOException {
        if (text.isEmpty()) return;
        page.beginText();
        page.setNonStrokingColor(colour);
        page.setFont(font, size);
        page.newLineAtOffset(x, at);
        page.showText(text);
        page.endText();
    }

    private void draw(QrCode code, float x, float bottom, float side) throws IOException {
        int count = code.squares().getWidth();
        float square = side / count;
        page.setNonStrokingColor(Color.BLACK);
        for (int column = 0; column < count; column++) {
            for (int row = 0; row < count; row++) {
                if (code.squares().get(column, row))
                    page.addRect(x + column * square, bottom + side - (row + 1) * square, square, square);
            }
        }
        page.fill();
    }

    private float width(String text, float size) {
        try {
            return font.getStringWidth(text) / 1000 * size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.replace("\r", "").replace('\t', ' ').codePoints().forEach(point -> {
            if (point == '\n' || glyphs.getGlyphId(point) != 0) shown.appendCodePoint(point);
            else shown.append(UNKNOWN);
        });
        return shown.toString();
    }

    private static byte[] readFont() {
        try (var file = PdfWriter.class.getResourceAsStream("/fonts/NotoSansSC-Regular.ttf")) {
            return Objects.requireNonNull(file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
