package org.fengqiao.mediation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.google.common.hash.Hashing;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.fengqiao.platform.text.CanonicalJson;
import org.fengqiao.platform.text.Masking;

/**
 * Cases and packages as JSON: absent rather than null, times as text. What an earlier version stored and this one no longer
 * knows is skipped.
 */
public final class MediationJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private MediationJson() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** Masks numbers that name a person in every text; ids of files consist of digits too and are kept. */
    public static <T> T masked(T value, Class<T> type) {
        return MAPPER.convertValue(masked(tree(value)), type);
    }

    private static JsonNode masked(JsonNode node) {
        if (node instanceof TextNode text) {
            boolean id = ID.matcher(text.textValue()).matches();
            return id ? text : TextNode.valueOf(Masking.mask(text.textValue().strip()));
        }
        if (node instanceof ObjectNode object) object.properties().forEach(e -> e.setValue(masked(e.getValue())));
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) array.set(i, masked(array.get(i)));
        }
        return node;
    }

    /** All texts, at any depth. */
    public static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) texts.add(node.textValue());
        node.forEach(child -> texts.addAll(texts(child)));
        return texts;
    }

    /** SHA-256 of the canonical form (RFC 8785), so that every receiver can recompute it. */
    public static String hash(JsonNode node) {
        return Hashing.sha256().hashBytes(CanonicalJson.bytes(node)).toString();
    }
}
