package org.fengqiao.governance.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Somebody types into a cell of a workbook and saves it, as a spreadsheet does. */
final class Spreadsheet {
    private static final Pattern SHEET = Pattern.compile("<sheet name=\"([^\"]+)\"");

    private Spreadsheet() {}

    static byte[] withCell(byte[] workbook, String sheet, String cell, String value) {
        Map<String, byte[]> parts = parts(workbook);
        Matcher sheets = SHEET.matcher(text(parts.get("xl/workbook.xml")));
        int number = 1;
        while (sheets.find() && !sheets.group(1).equals(sheet)) number++;
        String part = "xl/worksheets/sheet" + number + ".xml";
        Matcher typed = Pattern.compile("<c r=\"" + cell + "\"( s=\"\\d+\")?[^>]*(/>|>.*?</c>)")
                .matcher(text(parts.get(part)));
        if (!typed.find()) throw new IllegalArgumentException(sheet + " has no cell " + cell);
        String style = typed.group(1) == null ? "" : typed.group(1);
        String written = "<c r=\"" + cell + "\"" + style + " t=\"inlineStr\"><is><t>" + value + "</t></is></c>";
        parts.put(part, typed.replaceFirst(Matcher.quoteReplacement(written)).getBytes(StandardCharsets.UTF_8));
        return zip(parts);
    }

    private static String text(byte[] part) {
        return new String(part, StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> parts(byte[] workbook) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        // Read by the directory at the end: the writer streams, so sizes do not stand before the parts.
        try (ZipFile zip = ZipFile.builder().setByteArray(workbook).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    private static byte[] zip(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
