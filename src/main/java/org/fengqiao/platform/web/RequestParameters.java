package org.fengqiao.platform.web;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fengqiao.platform.ProblemException;

/** Parses values of the address. JAX-RS would answer a malformed one with 404, which tells nobody what to correct. */
public final class RequestParameters {
    private RequestParameters() {}

    public static UUID id(String text) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            // reported below
        }
        throw ProblemException.invalid(
                "id-malformed",
                "编号应为 UUID，例如 0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b。请从列表接口取得编号。",
                "An id is a UUID, such as 0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b. Take it from the answer of a list.");
    }

    /** RFC 3339 with any offset; null when nothing is given. */
    public static Instant instant(String name, String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            // a plus sign that was not escaped arrives as a space
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(
                    "time-malformed",
                    "参数 " + name + " 应为 RFC 3339 时间，例如 2026-07-01T08:00:00+08:00。",
                    "The parameter " + name + " is an RFC 3339 time, such as 2026-07-01T08:00:00+08:00.");
        }
    }

    /** A constant of an enum, in upper or lower case; null when nothing is given. */
    public static <E extends Enum<E>> E oneOf(String name, Class<E> type, String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> {
                    String known = Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
                    return ProblemException.invalid(
                            name + "-unknown",
                            "参数 " + name + " 只能是：" + known + "。",
                            "The parameter " + name + " is one of: " + known + ".");
                });
    }
}
