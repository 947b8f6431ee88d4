package org.fengqiao.cli.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.fengqiao.platform.text.BilingualText;

/** Columns for a terminal, where a Chinese character is as wide as two Latin ones. */
public final class TextTable implements CommandOutput.Printable {
    private static final String GAP = "  ";

    private final List<BilingualText> head;
    private final List<List<String>> rows = new ArrayList<>();

    private TextTable(List<BilingualText> head) {
        this.head = head;
    }

    public static TextTable of(BilingualText... head) {
        return new TextTable(List.of(head));
    }

    /** Several tables, one below the other. */
    public static CommandOutput.Printable stack(TextTable... tables) {
        return language -> Arrays.stream(tables)
                .map(table -> table.print(language))
                .collect(Collectors.joining(System.lineSeparator().repeat(2)));
    }

    public TextTable row(Object... cells) {
        rows.add(Arrays.stream(cells).map(cell -> Objects.toString(cell, "")).toList());
        return this;
    }

    @Override
    public String print(ConsoleLanguage language) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(head.stream().map(language::of).toList());
        lines.addAll(rows);
        int[] widths = new int[head.size()];
        lines.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(line.get(i)));
            }
        });
        return String.join(
                System.lineSeparator(),
                lines.stream().map(line -> pad(line, widths)).toList());
    }

    private static String pad(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            text.append(line.get(i))
                    .append(" ".repeat(widths[i] - width(line.get(i))))
                    .append(GAP);
        }
        return text.toString().stripTrailing();
    }

    static int width(String text) {
        return text.codePoints().map(point -> isWide(point) ? 2 : 1).sum();
    }

    private static boolean isWide(int point) {
        return Character.isIdeographic(point)
                || point >= 0x3000 && point <= 0x30FF // CJK punctuation and kana
                || point >= 0xFF01 && point <= 0xFF60; // full-width forms
    }
}
