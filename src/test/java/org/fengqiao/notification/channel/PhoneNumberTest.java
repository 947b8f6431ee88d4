package org.fengqiao.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.fengqiao.policy.Tier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumberTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // as people write them, as it is stored, as it is handed to a gateway, as it is shown
                "13912345678, +8613912345678, 13912345678, 139****5678",
                "+86 139-1234-5678, +8613912345678, 13912345678, 139****5678",
                "0086 13912345678, +8613912345678, 13912345678, 139****5678",
                "１３９１２３４５６７８, +8613912345678, 13912345678, 139****5678",
                "0755-83456789, +8675583456789, 075583456789, 075****89",
                "(010) 65123456, +861065123456, 01065123456, 010****56",
                "+852 9123 4567, +85291234567, +85291234567, +85****4567",
                // what no number is
                "12912345678, -, -, -",
                "1391234567, -, -, -",
                "139123456789, -, -, -",
                "83456789, -, -, -",
                "+86 12345, -, -, -",
                "110, -, -, -",
                "a@b.cn, -, -, -",
                "'13912345678, 13912345679', -, -, -"
            })
    void numbers_are_read_as_people_write_them(String written, String stored, String handed, String shown) {
        var number = PhoneNumber.parse(written);
        assertThat(number.map(PhoneNumber::e164).orElse(null)).isEqualTo(stored);
        assertThat(number.map(PhoneNumber::national).orElse(null)).isEqualTo(handed);
        assertThat(number.map(PhoneNumber::redacted).orElse(null)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"SMS, 13912345678, true", "SMS, 0755-83456789, false", "VOICE, 0755-83456789, true"})
    void a_landline_rings_and_reads_nothing(ChannelType type, String number, boolean possible) {
        assertThat(Destination.storedPhone(type, number).isPresent()).isEqualTo(possible);
    }

    @Property
    void what_is_shown_or_printed_never_holds_the_number(@ForAll @NumericChars @StringLength(9) String rest) {
        String mobile = "13" + rest;
        var channel = new Destination(
                ChannelType.SMS,
                Destination.storedPhone(ChannelType.SMS, mobile).orElseThrow(),
                null,
                Tier.RED);
        assertThat(channel.redactedAddress() + channel + channel.endpoint())
                .doesNotContain(mobile, mobile.substring(3, 7) + mobile.charAt(7));
    }
}
