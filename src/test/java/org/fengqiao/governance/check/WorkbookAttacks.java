package org.fengqiao.governance.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.fengqiao.governance.content.ReleaseDiff;
import org.fengqiao.governance.content.RuleWorkbook;

/** Workbooks that are more than cells, made of one of ours by changing its parts. */
final class WorkbookAttacks {
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final String STRINGS = "xl/sharedStrings.xml";

    private WorkbookAttacks() {}

    static List<Attack> all() {
        List<Attack> all = new ArrayList<>();
        parts(
                all,
                "an external entity",
                parts -> edit(parts, STRINGS, "?>", "?>" + "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"));
        parts(
                all,
                "an external document type",
                parts -> edit(parts, STRINGS, "?>", "?>" + "<!DOCTYPE x SYSTEM \"http://localhost:PORT/x.dtd\">"));
        parts(all, "a billion laughs", parts -> edit(parts, STRINGS, "?>", "?>" + laughs()));
        parts(
                all,
                "an entity in a sheet",
                parts -> edit(
                        parts,
                        "xl/worksheets/sheet3.xml",
                        "?>",
                        "?>" + "<!DOCTYPE x [<!ENTITY % e SYSTEM \"http://localhost:PORT/\">%e;]>"));
        parts(
                all,
                "an entity in the relations",
                parts -> edit(parts, "_rels/.rels", "<Relationships", "<!DOCTYPE x><Relationships"));
        parts(
                all,
                "a part in UTF-16",
                parts -> parts.put(STRINGS, text(parts, STRINGS).getBytes(StandardCharsets.UTF_16)));
        parts(
                all,
                "a part that says it is UTF-7",
                parts -> edit(parts, STRINGS, "encoding=\"UTF-8\"", "encoding=\"UTF-7\""));
        parts(all, "a macro", parts -> parts.put("xl/vbaProject.bin", new byte[] {1}));
        parts(
                all,
                "a link to another workbook",
                parts -> parts.put("xl/externalLinks/externalLink1.xml", bytes(XML + "<x/>")));
        parts(all, "an embedded object", parts -> parts.put("xl/embeddings/oleObject1.bin", new byte[] {1}));
        parts(all, "an ActiveX control", parts -> parts.put("xl/activeX/activeX1.bin", new byte[] {1}));
        parts(all, "a query", parts -> parts.put("xl/connections.xml", bytes(XML + "<x/>")));
        parts(all, "a path out of the archive", parts -> parts.put("../../evil.xml", bytes(XML)));
        parts(all, "a path from the root", parts -> parts.put("/etc/cron.d/evil", bytes("x")));
        parts(all, "a path with backslashes", parts -> parts.put("xl\\..\\evil.xml", bytes(XML)));
        parts(all, "a drive", parts -> parts.put("C:evil.xml", bytes(XML)));
        parts(all, "two thousand parts", parts -> {
            for (int i = 0; i < 2_000; i++) parts.put("xl/x" + i + ".xml", bytes(XML + "<x/>"));
        });
        parts(
                all,
                "200 MB of blanks",
                parts -> parts.put("xl/blank.xml", " ".repeat(200 << 20).getBytes(StandardCharsets.US_ASCII)));
        parts(all, "a formula", parts -> formula(parts, "1+1"));
        parts(all, "a formula that calls a program", parts -> formula(parts, "cmd|'/C touch CANARY'!A0"));
        parts(
                all,
                "a formula that calls the network",
                parts -> formula(parts, "WEBSERVICE(\"http://localhost:PORT/\")"));
        parts(
                all,
                "a text that becomes a formula",
                parts -> edit(parts, STRINGS, "Workers owed wages: {value}.", "=cmd|'/C touch CANARY'!A0"));
        parts(
                all,
                "a text with a template",
                parts -> edit(parts, STRINGS, "Workers owed wages: {value}.", "{inject:x}"));
        parts(
                all,
                "a text of 10 MB",
                parts -> edit(parts, STRINGS, "Workers owed wages: {value}.", "x".repeat(10 << 20)));
        parts(all, "a million rows", parts -> {
            StringBuilder rows = new StringBuilder();
            for (int i = 2_000; i < 1_000_000; i++)
                rows.append("<row r=\"")
                        .append(i)
                        .append("\"><c r=\"A")
                        .append(i)
                        .append("\" t=\"inlineStr\"><is><t>X</t></is></c></row>");
            edit(parts, lastSheet(parts), "</sheetData>", rows + "</sheetData>");
        });
        parts(
                all,
                "a cell far to the right",
                parts -> edit(
                        parts,
                        lastSheet(parts),
                        "</sheetData>",
                        "<row r=\"300\"><c r=\"XFD300\" t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData>"));
        parts(
                all,
                "a sheet that is not there",
                parts -> edit(parts, "xl/workbook.xml", "name=\"wag\"", "name=\"evil\""));
        harmlessParts(
                all,
                "elements nested without end",
                parts -> edit(parts, STRINGS, "</sst>", "<si>".repeat(200_000) + "</sst>"));
        raw(all, "no archive", bytes("not a workbook"));
        raw(all, "half an archive", java.util.Arrays.copyOf(RuleWorkbook.write(Attack.base()), 5_000));
        raw(all, "an old workbook", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0});
        raw(all, "20 MB of anything", new byte[20 << 20]);
        raw(all, "nothing", new byte[0]);
        return all;
    }

    private static void formula(Map<String, byte[]> parts, String formula) {
        String sheet = lastSheet(parts);
        String escaped = formula.replace("\"", "&quot;");
        String with = text(parts, sheet)
                .replaceFirst(
                        "<c r=\"D2\"([^>]*?) t=\"s\"><v>\\d+</v></c>",
                        "<c r=\"D2\"$1><f>" + java.util.regex.Matcher.quoteReplacement(escaped) + "</f><v>2</v></c>");
        parts.put(sheet, bytes(with));
    }

    /** That of the last table in the alphabet, wages. */
    private static String lastSheet(Map<String, byte[]> parts) {
        return parts.keySet().stream()
                .filter(name -> name.matches("xl/worksheets/sheet\\d+\\.xml"))
                .max(java.util.Comparator.comparingInt(name -> Integer.parseInt(name.replaceAll("\\D", ""))))
                .orElseThrow();
    }

    private static String laughs() {
        StringBuilder dtd = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"lol\">");
        for (int i = 1; i < 20; i++)
            dtd.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        return dtd.append("]>").toString();
    }

    private static void edit(Map<String, byte[]> parts, String part, String find, String put) {
        String text = text(parts, part);
        if (!text.contains(find)) throw new IllegalArgumentException(part + " does not hold " + find);
        int at = text.indexOf(find);
        parts.put(part, bytes(text.substring(0, at) + put + text.substring(at + find.length())));
    }

    private static String text(Map<String, byte[]> parts, String part) {
        return new String(parts.get(part), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void parts(List<Attack> all, String name, Consumer<Map<String, byte[]>> edit) {
        all.add(new Attack("workbook: " + name) {
            @Override
            List<String> attempt(Path canary, int port) {
                SortedMap<String, byte[]> files = base();
                Map<String, byte[]> parts = unpacked(RuleWorkbook.write(files));
                edit.accept(parts);
                return taken(packed(parts), files);
            }
        });
    }

    /** What the reader never comes to, and so does nothing. */
    private static void harmlessParts(List<Attack> all, String name, Consumer<Map<String, byte[]>> edit) {
        all.add(new Attack("workbook: " + name) {
            @Override
            List<String> attempt(Path canary, int port) {
                SortedMap<String, byte[]> files = base();
                Map<String, byte[]> parts = unpacked(RuleWorkbook.write(files));
                edit.accept(parts);
                return taken(packed(parts), files);
            }

            @Override
            boolean isMereData() {
                return true;
            }
        });
    }

    private static void raw(List<Attack> all, String name, byte[] workbook) {
        all.add(new Attack("workbook: " + name) {
            @Override
            List<String> attempt(Path canary, int port) {
                return taken(workbook, base());
            }
        });
    }

    /** It is refused by an exception; when it was read all the same, what came of it must be refused. */
    private static List<String> taken(byte[] workbook, SortedMap<String, byte[]> files) {
        SortedMap<String, byte[]> read = RuleWorkbook.read(workbook, files);
        return ReleaseDiff.between(files, read).isEmpty() ? List.of() : Attack.refusals(read);
    }

    private static Map<String, byte[]> unpacked(byte[] workbook) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = ZipFile.builder().setByteArray(workbook).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    private static byte[] packed(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
