package org.fengqiao.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource({
        "电话13800138000。,电话***。",
        "致电 138 0013 8000 张某,致电 *** 张某",
        "+8613800138000,+***",
        "１３８００１３８０００,***",
        "身份证11010519491231002X，男,身份证***，男",
        "110105 19491231 002x,***",
        "卡号6222 0212 3456 7890 123 不是,卡号6222 0212 3456 7890 123 不是",
        "卡4111-1111-1111-1111,卡***",
        "2020-05-01 13800138000,2020-05-01 ***"
    })
    void masks_what_names_a_person(String text, String masked) {
        assertThat(Masking.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91440300708461136T",
                "914403001922038216",
                "2026-11-23",
                "2020-12-15 2020-12-31 5",
                "15 2020-12-31 1",
                "（2023）粤0307民初12345号",
                "深龙劳人仲案[2023]1234号",
                "20230415001234567",
                "1984AA00L294"
            })
    void leaves_codes_dates_and_case_numbers(String text) {
        assertThat(Masking.mask(text)).isEqualTo(text);
    }

    @Property
    void masks_every_mobile_however_it_is_written(@ForAll("mobiles") String mobile, @ForAll("gaps") String gap) {
        String written = mobile.substring(0, 3) + gap + mobile.substring(3, 7) + gap + mobile.substring(7);
        assertThat(Masking.mask("联系 " + written + " 王某")).isEqualTo("联系 *** 王某");
        assertThat(Masking.mask("联系" + fullWidth(written))).isEqualTo("联系***");
    }

    @Property
    void masks_every_resident_id(
            @ForAll("birthdays") LocalDate born,
            @ForAll @IntRange(min = 110000, max = 659999) int division,
            @ForAll @IntRange(max = 999) int serial,
            @ForAll("gaps") String gap) {
        String birth = born.toString().replace("-", "");
        String seventeen = division + birth + "%03d".formatted(serial);
        String last = "%03d".formatted(serial) + ResidentId.checkCharacter(seventeen + "0");
        assertThat(Masking.mask("证件" + division + gap + birth + gap + last + "。"))
                .isEqualTo("证件***。");
    }

    @Property
    void masks_every_bank_card(@ForAll("cardBodies") String body, @ForAll("gaps") String gap) {
        for (char check = '0'; check <= '9'; check++) {
            String card = body + check;
            String written = card.replaceAll("(\\d{4})(?=\\d)", "$1" + gap);
            // a few of the digits tried make a resident id, which is masked as well
            boolean personal = luhn(card) || ResidentId.isValid(card);
            assertThat(Masking.mask(written).equals(Masking.MASK)).isEqualTo(personal);
        }
    }

    @Property
    void leaves_every_credit_code_with_a_letter(
            @ForAll @IntRange(min = 100000, max = 999999) int division, @ForAll("entities") String entity) {
        String sixteen = "91" + division + entity;
        String seventeen = sixteen + Uscc.entityCheckCharacter(sixteen);
        String code = seventeen + Uscc.checkCharacter(seventeen);
        assertThat(Masking.mask("企业 " + code + " 欠薪")).isEqualTo("企业 " + code + " 欠薪");
    }

    @Property
    void leaves_every_pair_of_dates(@ForAll("birthdays") LocalDate one, @ForAll("birthdays") LocalDate other) {
        String text = one + " 至 " + other + "，" + one + " " + other;
        assertThat(Masking.mask(text)).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> mobiles() {
        return Combinators.combine(
                        Arbitraries.integers().between(3, 9),
                        Arbitraries.strings().numeric().ofLength(9))
                .as((second, rest) -> "1" + second + rest);
    }

    @Provide
    Arbitrary<String> gaps() {
        return Arbitraries.of("", " ", "-", "\u3000", "－");
    }

    @Provide
    Arbitrary<LocalDate> birthdays() {
        return Arbitraries.integers().between(0, 40_000).map(days -> LocalDate.of(1930, 1, 1)
                .plusDays(days));
    }

    @Provide
    Arbitrary<String> cardBodies() {
        return Arbitraries.strings().numeric().ofMinLength(11).ofMaxLength(14).map(rest -> "6222" + rest);
    }

    @Provide
    Arbitrary<String> entities() {
        return Combinators.combine(
                        Arbitraries.of("MA", "M0", "7A"),
                        Arbitraries.strings().numeric().ofLength(6))
                .as(String::concat);
    }

    private static String fullWidth(String text) {
        return text.codePoints()
                .map(c -> c >= '0' && c <= '9' ? c + 0xFEE0 : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean luhn(String card) {
        int sum = 0;
        for (int i = 0; i < card.length(); i++) {
            int digit = (card.charAt(card.length() - 1 - i) - '0') * (i % 2 + 1);
            sum += digit / 10 + digit % 10;
        }
        return sum % 10 == 0;
    }

    @Test
    void tells_a_personal_number_from_a_code_that_contains_its_digits() {
        assertThat(Masking.isPersonal("13800138000")).isTrue();
        assertThat(Masking.isPersonal("138 0013 8000")).isTrue();
        assertThat(Masking.isPersonal("E13800138000A")).isFalse();
        assertThat(Masking.isPersonal("")).isFalse();
    }
}
