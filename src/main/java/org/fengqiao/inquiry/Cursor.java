package org.fengqiao.inquiry;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.fengqiao.platform.ProblemException;

/** The sort key of the last row seen, so that no page skips or repeats a row when rows were added meanwhile. */
public record Cursor(List<String> parts) {
    private static final String SEPARATOR = "|";

    public static Cursor of(Object... parts) {
        return new Cursor(List.of(parts).stream().map(Object::toString).toList());
    }

    String text() {
        byte[] bytes = String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Null if no cursor is given. */
    public static Cursor parse(String text, int size) {
        if (text == null || text.isBlank()) return null;
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            Cursor cursor = new Cursor(List.of(plain.split("\\|", -1)));
            if (cursor.parts.size() == size) return cursor;
        } catch (IllegalArgumentException e) {
            // reported below
        }
        throw malformed();
    }

    public String text(int at) {
        return parts.get(at);
    }

    public UUID id(int at) {
        return parse(at, UUID::fromString);
    }

    public long number(int at) {
        return parse(at, Long::valueOf);
    }

    public float real(int at) {
        return parse(at, Float::valueOf);
    }

    public Instant instant(int at) {
        return parse(at, Instant::parse);
    }

    private <T> T parse(int at, Function<String, T> parser) {
        try {
            return parser.apply(parts.get(at));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw malformed();
        }
    }

    private static ProblemException malformed() {
        return ProblemException.invalid(
                "cursor-malformed",
                "参数 cursor 不是本接口给出的 next 值。请原样传回上一页的 next，或去掉 cursor 从头开始。",
                "The parameter cursor is not a \"next\" value of this list. Pass the next of the previous page unchanged,"
                        + " or leave it out to start from the beginning.");
    }
}
