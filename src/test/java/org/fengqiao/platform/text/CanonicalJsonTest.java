package org.fengqiao.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The published vectors of RFC 8785, as they come through Jackson's tree. */
class CanonicalJsonTest {
    private final ObjectMapper json = new ObjectMapper();

    private String canonical(String text) throws Exception {
        JsonNode tree = json.readTree(text);
        return new String(CanonicalJson.bytes(tree), StandardCharsets.UTF_8);
    }

    @Test
    void writes_numbers_strings_and_literals_as_the_standard_does() throws Exception {
        String text = """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }""";
        assertThat(canonical(text))
                .isEqualTo("{\"literals\":[null,true,false],"
                        + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void sorts_names_by_utf_16_code_units() throws Exception {
        String text = """
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                 "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
                 "\\u00f6": "Latin Small Letter O With Diaeresis"}""";
        assertThat(json.readTree(canonical(text)).elements())
                .toIterable()
                .extracting(JsonNode::asText)
                .containsExactly(
                        "Carriage Return",
                        "One",
                        "Control",
                        "Latin Small Letter O With Diaeresis",
                        "Euro Sign",
                        "Emoji: Grinning Face",
                        "Hebrew Letter Dalet With Dagesh");
    }

    @Test
    void rounds_numbers_beyond_53_bits_so_ids_belong_into_strings() throws Exception {
        assertThat(canonical("[9007199254740993, \"9007199254740993\"]"))
                .isEqualTo("[9007199254740992,\"9007199254740993\"]");
    }
}
