package org.fengqiao.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.registry.RealData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsccTest {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    @ParameterizedTest
    @ValueSource(strings = {"91440300708461136T", "9144030071526726XG", "914403001922038216"})
    void accepts_the_worked_examples(String code) {
        assertThat(Uscc.of(code)).isEqualTo(new Uscc(code, code, java.util.Set.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"９１４４０３００７０８４６１１３６Ｔ", "91440300-708461136T", " 91440300708461136t", "9144 0300 7084 61136T"})
    void reads_what_people_write_and_keeps_the_raw_string(String raw) {
        Uscc uscc = Uscc.of(raw);
        assertThat(uscc.code()).isEqualTo("91440300708461136T");
        assertThat(uscc.raw()).isEqualTo(raw);
        assertThat(uscc.flags()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"91350203M0001QAY9B", "91350211M00013FA1N"})
    void flags_real_codes_that_fail_their_check_digit_and_keeps_them(String code) {
        assertThat(Uscc.of(code).flags()).contains(Uscc.Flag.CHECK_DIGIT_WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "000000000000000000", "91440300708461136", "91440300708461136TT", "9144030070846113IT"})
    void refuses_what_cannot_be_a_code(String raw) {
        assertThatThrownBy(() -> Uscc.of(raw)).isInstanceOfSatisfying(ProblemException.class, f -> assertThat(f.code())
                .isEqualTo("uscc-malformed"));
    }

    @Property
    void detects_every_substituted_character(
            @ForAll("codes") String code, @ForAll @IntRange(max = 17) int at, @ForAll @IntRange(max = 30) int other) {
        char substitute = ALPHABET.charAt(other);
        if (code.charAt(at) != substitute) {
            assertThat(isFlagless(code.substring(0, at) + substitute + code.substring(at + 1)))
                    .isFalse();
        }
    }

    @Property
    void detects_every_swap_of_neighbours(@ForAll("codes") String code, @ForAll @IntRange(max = 16) int at) {
        if (code.charAt(at) != code.charAt(at + 1)) {
            String swapped = code.substring(0, at) + code.charAt(at + 1) + code.charAt(at) + code.substring(at + 2);
            assertThat(isFlagless(swapped)).isFalse();
        }
    }

    @Provide
    Arbitrary<String> codes() {
        return Combinators.combine(
                        Arbitraries.strings().withChars(ALPHABET.toCharArray()).ofLength(2),
                        Arbitraries.strings().numeric().ofLength(6),
                        Arbitraries.strings().withChars(ALPHABET.toCharArray()).ofLength(8))
                .as((head, division, entity) -> {
                    String sixteen = head + division + entity;
                    String seventeen = sixteen + Uscc.entityCheckCharacter(sixteen);
                    return seventeen + Uscc.checkCharacter(seventeen);
                })
                .filter(Uscc::hasForm);
    }

    @Test
    void agrees_with_two_independent_validators_on_real_codes() throws IOException {
        try (var vectors = CsvReader.builder().ofNamedCsvRecord(RealData.file("uscc_vectors.csv"))) {
            vectors.forEach(row -> {
                String code = row.getField("code");
                switch (row.getField("expect")) {
                    case "valid", "policy" ->
                        assertThat(isFlagless(code)).as(code).isTrue();
                    default -> assertThat(isFlagless(code)).as(code).isFalse();
                }
            });
        }
    }

    private static boolean isFlagless(String code) {
        try {
            return !Uscc.of(code).flags().contains(Uscc.Flag.CHECK_DIGIT_WRONG);
        } catch (ProblemException malformed) {
            return false;
        }
    }

    @Test
    void a_resident_id_is_no_code() {
        String made = "89999919900101123"; // of a region that does not exist
        assertThatThrownBy(() -> Uscc.of(made + ResidentId.checkCharacter(made)))
                .isInstanceOfSatisfying(
                        ProblemException.class, f -> assertThat(f.code()).isEqualTo("uscc-is-resident-id"));
    }
}
