package org.fengqiao.mediation.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Breaks text into lines: between any two Chinese characters, between Latin words, never before a closing mark nor after an opening one. */
final class LineBreaks {
    private static final String OPENING = "（《「『【“‘([{";
    private static final String CLOSING = "，。；：、！？）》」』】”’,.;:!?)]}%";

    private LineBreaks() {}

    static List<String> of(String text, double width, ToDoubleFunction<String> measure) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String piece : pieces(paragraph)) {
                if (measure.applyAsDouble(line + piece) > width && !line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                    if (piece.isBlank()) continue;
                }
                add(lines, line, piece, width, measure);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** A word that is longer than a column, such as a hash, is broken where the line is full. */
    private static void add(
            List<String> lines, StringBuilder line, String piece, double width, ToDoubleFunction<String> measure) {
        int[] points = piece.codePoints().toArray();
        for (int point : points) {
            String character = Character.toString(point);
            if (measure.applyAsDouble(line + character) > width && !line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(character);
        }
    }

    /** The parts that are not broken: a word, or a character with its opening and closing marks. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int before = 0;
        for (int point : text.codePoints().toArray()) {
            boolean joins = before != 0
                    && (isWord(before) && isWord(point) || CLOSING.indexOf(point) >= 0 || OPENING.indexOf(before) >= 0);
            if (!joins && !piece.isEmpty()) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.appendCodePoint(point);
            before = point;
        }
        if (!piece.isEmpty()) pieces.add(piece.toString());
        return pieces;
    }

    private static boolean isWord(int point) {
        return point > ' ' && point < 0x250;
    }
}
