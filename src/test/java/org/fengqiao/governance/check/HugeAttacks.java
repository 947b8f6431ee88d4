package org.fengqiao.governance.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Content whose harm lies in its size or shape; made here, for it would fill the file of the others. */
final class HugeAttacks {
    private static final String ROW_OF_WAG = "WAG09-9,labour,WAG09,10,30,8,,原因。,Reason.,法,2099-01-01,,科\n";

    private HugeAttacks() {}

    static List<Attack> all() {
        List<Attack> all = new ArrayList<>();
        refused(
                all,
                "a cell of 10 MB",
                files -> Attack.replace(files, "tables/jud.csv", "JUD01-1,labour", "x".repeat(10 << 20) + ",labour"));
        refused(
                all,
                "a cell of 100 KB",
                files -> Attack.replace(files, "tables/jud.csv", "JUD01-1,labour", "x".repeat(100 << 10) + ",labour"));
        refused(
                all,
                "a reason of 2,000 characters",
                files -> Attack.replace(
                        files,
                        "tables/jud.csv",
                        "The court lists the enterprise as a dishonest judgment debtor.",
                        "y".repeat(2_000)));
        refused(all, "a million rows", files -> append(files, "tables/wag.csv", ROW_OF_WAG.repeat(1_000_000)));
        refused(all, "fifty thousand rows", files -> append(files, "tables/wag.csv", ROW_OF_WAG.repeat(50_000)));
        refused(all, "ten thousand rules", files -> {
            StringBuilder rows = new StringBuilder();
            for (int i = 0; i < 10_000; i++)
                rows.append("X")
                        .append(i)
                        .append(",labour,WAG08,")
                        .append(2 + i)
                        .append(",")
                        .append(3 + i)
                        .append(",9,,原因。,R,法,2017-01-01,,科\n");
            append(files, "tables/wag.csv", rows.toString());
        });
        refused(all, "ten thousand files", files -> {
            for (int i = 0; i < 10_000; i++) files.put("drl/x" + i + ".drl", Attack.bytes(Attack.plain()));
        });
        refused(all, "files of 40 MB together", files -> {
            for (int i = 0; i < 12; i++) files.put("drl/x" + i + ".drl", new byte[3_500_000]);
        });
        refused(all, "an unclosed quote", files -> append(files, "tables/wag.csv", "\"" + ROW_OF_WAG.repeat(2_000)));
        refused(
                all,
                "a table that is no UTF-8",
                files -> files.put("tables/wag.csv", new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF}));
        refused(
                all,
                "a table in UTF-16",
                files -> files.put(
                        "tables/wag.csv",
                        new String(files.get("tables/wag.csv"), java.nio.charset.StandardCharsets.UTF_8)
                                .getBytes(java.nio.charset.StandardCharsets.UTF_16)));
        refused(
                all,
                "ten thousand parentheses",
                files -> files.put("drl/x.drl", rule("(".repeat(9_000) + "WAG01 > 60" + ")".repeat(9_000))));
        refused(
                all,
                "a rule of 1 MB",
                files -> files.put("drl/x.drl", rule("WAG01 > 60" + " || WAG01 > 60".repeat(70_000))));
        refused(
                all,
                "a thousand comparisons",
                files -> files.put("drl/x.drl", rule("WAG01 > 60" + " || WAG01 > 60".repeat(1_000))));
        refused(
                all,
                "a number of a thousand digits",
                files -> files.put("drl/x.drl", rule("WAG01 > " + "9".repeat(1_000))));
        refused(
                all,
                "a comment of 30 KB",
                files -> files.put("drl/x.drl", Attack.bytes("//" + "x".repeat(30_000) + "\n" + Attack.plain())));
        refused(
                all,
                "cases nested a thousand deep",
                files -> files.put(
                        "cases/y.yaml", Attack.bytes("- case: x\n  facts: " + "[".repeat(1_000) + "]".repeat(1_000))));
        refused(all, "a billion laughs", files -> files.put("cases/y.yaml", Attack.bytes(laughs())));
        refused(
                all,
                "cases of 5 MB",
                files -> files.put("cases/y.yaml", Attack.bytes("- case: x\n  tier: RED\n".repeat(250_000))));
        refused(
                all,
                "a case of a hundred thousand facts",
                files -> files.put(
                        "cases/y.yaml",
                        Attack.bytes("- case: x\n  tier: RED\n  facts:\n"
                                + "    - {indicator: WAG01, value: 1}\n".repeat(100_000))));
        mereData(
                all,
                "2^50 alternatives that contradict",
                files -> files.put(
                        "drl/x.drl", rule("WAG01 > 60 && WAG01 < 5" + " && (WAG01 > 60 || WAG02 > 60)".repeat(40))));
        mereData(
                all,
                "text that is slow for a careless pattern",
                files -> Attack.replace(
                        files,
                        "tables/jud.csv",
                        "The court lists the enterprise as a dishonest judgment debtor.",
                        "a".repeat(400) + "!" + "1".repeat(400) + "x"));
        mereData(
                all,
                "a legal basis of dashes and blanks",
                files -> Attack.replace(
                        files,
                        "tables/jud.csv",
                        "The court lists the enterprise as a dishonest judgment debtor.",
                        "a " + "- ".repeat(400) + "b"));
        return all;
    }

    private static void append(SortedMap<String, byte[]> files, String file, String text) {
        byte[] more = Attack.bytes(text);
        byte[] before = files.get(file);
        byte[] all = java.util.Arrays.copyOf(before, before.length + more.length);
        System.arraycopy(more, 0, all, before.length, more.length);
        files.put(file, all);
    }

    private static byte[] rule(String condition) {
        return Attack.bytes(Attack.rule("", "原因", condition, "findings.add(\"H-X\");"));
    }

    private static String laughs() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [lol]\n");
        for (int i = 1; i < 30; i++) {
            yaml.append('a').append(i).append(": &a").append(i).append(" [");
            yaml.append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        return yaml.toString();
    }

    private static void refused(List<Attack> all, String name, Consumer<SortedMap<String, byte[]>> edit) {
        all.add(made(name, edit, false));
    }

    private static void mereData(List<Attack> all, String name, Consumer<SortedMap<String, byte[]>> edit) {
        all.add(made(name, edit, true));
    }

    private static Attack made(String name, Consumer<SortedMap<String, byte[]>> edit, boolean mereData) {
        return new Attack(name) {
            @Override
            List<String> attempt(Path canary, int port) {
                SortedMap<String, byte[]> files = harmless();
                edit.accept(files);
                return mereData ? errors(files) : refusals(files);
            }

            @Override
            boolean isMereData() {
                return mereData;
            }
        };
    }
}
