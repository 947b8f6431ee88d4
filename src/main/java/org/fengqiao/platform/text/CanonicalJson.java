package org.fengqiao.platform.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * JSON as RFC 8785 writes it: one way only, so that its hash is the same in every version and anybody can recompute it.
 * Numbers are IEEE doubles there, so ids and amounts that need more than 53 bits go in as strings.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    /** The canonical form in UTF-8. */
    public static byte[] bytes(JsonNode json) {
        return text(json.toString()).getBytes(StandardCharsets.UTF_8);
    }

    static String text(String json) {
        try {
            return new JsonCanonicalizer(json).getEncodedString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
