package org.fengqiao.governance.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.fengqiao.platform.ProblemException;

/**
 * Unpacks a workbook within limits, refuses what could do more than hold cells, and packs it again, so that what is read
 * afterwards is exactly what was inspected here, whatever the directory of the archive says. The limits are fixed and
 * small, for a workbook of rules is held in memory; those of imported files scale with the file.
 */
final class XlsxSanitizer {
    private static final int MOST_PACKED = 16 << 20;
    private static final int MOST_PARTS = 1_000;
    private static final int MOST_UNPACKED = 128 << 20;
    private static final Pattern ACTIVE = Pattern.compile(
            ".*(vbaproject|externallinks|embeddings|activex|ctrlprops|customui|connections|querytables|macrosheets|webextensions).*");
    private static final Pattern ENCODING = Pattern.compile("<\\?xml[^>]*encoding\\s*=\\s*[\"'](?!(?i:utf-8)[\"'])");

    private int left = MOST_UNPACKED;

    private XlsxSanitizer() {}

    /** Returns the same workbook, known to be harmless. */
    static byte[] sanitize(byte[] workbook) {
        if (workbook.length > MOST_PACKED) {
            throw refused("workbook-too-large", "文件超过16 MB，请减少内容", "the file is larger than 16 MB, make it smaller");
        }
        if (workbook.length < 4 || workbook[0] != 'P' || workbook[1] != 'K') {
            throw refused("workbook-unreadable", "不是XLSX文件，请另存为XLSX", "this is no XLSX file, save it as XLSX");
        }
        try {
            return new XlsxSanitizer().repack(workbook);
        } catch (ZipException | IllegalArgumentException e) {
            throw refused("workbook-unreadable", "文件已损坏：" + e.getMessage(), "the file is damaged: " + e.getMessage());
        } catch (IOException e) {
            throw refused("workbook-unreadable", "文件不完整，请重新保存", "the file is not complete, save it again");
        }
    }

    private byte[] repack(byte[] workbook) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(workbook.length);
        int parts = 0;
        try (ZipFile from = ZipFile.builder().setByteArray(workbook).get();
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            to.setLevel(java.util.zip.Deflater.BEST_SPEED);
            for (ZipArchiveEntry entry : java.util.Collections.list(from.getEntries())) {
                if (++parts > MOST_PARTS) throw bomb();
                checkName(entry.getName());
                byte[] part = unpack(from, entry);
                if (!entry.isDirectory()) checkPart(entry.getName(), part);
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(part);
            }
        }
        return bytes.toByteArray();
    }

    private byte[] unpack(ZipFile from, ZipArchiveEntry entry) throws IOException {
        try (InputStream in = from.getInputStream(entry)) {
            byte[] part = in.readNBytes(left + 1);
            left -= part.length;
            if (left < 0) throw bomb();
            return part;
        }
    }

    private static void checkName(String name) {
        if (name.startsWith("/") || name.contains("..") || name.contains("\\") || name.contains(":")) {
            throw refused("workbook-path", "文件内有不合规的路径：" + name, "the file holds a path that leaves it: " + name);
        }
        if (ACTIVE.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
            throw refused(
                    "workbook-active",
                    "文件含宏、外部链接或嵌入对象（" + name + "），请另存为不含这些内容的XLSX",
                    "the file holds macros, external links or embedded objects (" + name + "), save it without them");
        }
    }

    /** XML parts are UTF-8 without a document type, so there is no entity to expand and no file to fetch. */
    private static void checkPart(String name, byte[] part) {
        if (!name.endsWith(".xml") && !name.endsWith(".rels") && !name.endsWith(".vml")) return;
        String text = new String(part, StandardCharsets.ISO_8859_1);
        String start = text.substring(0, Math.min(300, text.length()));
        if (text.contains("<!DOCTYPE") || text.contains("<!ENTITY")) {
            throw refused("workbook-entity", name + "含文档类型或实体声明", name + " declares a document type or an entity");
        }
        if (text.indexOf('\0') >= 0 || ENCODING.matcher(start).find()) {
            throw refused("workbook-encoding", name + "不是UTF-8编码", name + " is not in UTF-8");
        }
    }

    private static ProblemException bomb() {
        return refused("workbook-bomb", "文件展开后过大，未读取", "the file unpacks to far more than it is, nothing was read");
    }

    private static ProblemException refused(String code, String zh, String en) {
        return ProblemException.invalid(code, "工作簿未导入：" + zh, "The workbook was not taken: " + en);
    }
}
