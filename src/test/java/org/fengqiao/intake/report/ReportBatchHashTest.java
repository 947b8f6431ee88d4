package org.fengqiao.intake.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportBatchHashTest {
    private static final UUID ENTERPRISE = UUID.fromString("00000000-0000-7000-8000-0000000000e1");

    @Test
    void is_that_of_the_canonical_json_whatever_the_fields_are_called_in_the_code() {
        ObservationRequest full = new ObservationRequest(
                "91440300MA5FU0AB1C",
                ENTERPRISE,
                "WAG01",
                7.0,
                LocalDate.of(2026, 6, 1),
                LocalDate.of(2026, 6, 2),
                "authority",
                "决定书1号",
                12,
                "case-1",
                null);
        ObservationRequest least =
                new ObservationRequest(null, ENTERPRISE, "WAG01", 7.5, null, null, null, null, null, null, null);
        String canonical = "[{\"document\":\"决定书1号\",\"enterpriseId\":\"00000000-0000-7000-8000-0000000000e1\","
                + "\"groupSize\":12,\"indicator\":\"WAG01\",\"kind\":\"authority\",\"learntOn\":\"2026-06-02\","
                + "\"occurredOn\":\"2026-06-01\",\"ref\":\"case-1\",\"uscc\":\"91440300MA5FU0AB1C\",\"value\":7},"
                + "{\"enterpriseId\":\"00000000-0000-7000-8000-0000000000e1\",\"indicator\":\"WAG01\",\"value\":7.5}]";
        assertThat(ReportBatchHash.sha256(List.of(full, least)))
                .isEqualTo(Hashing.sha256()
                        .hashString(canonical, StandardCharsets.UTF_8)
                        .toString());
    }

    @Test
    void differs_with_any_value_and_with_the_order() {
        ObservationRequest seven =
                new ObservationRequest(null, ENTERPRISE, "WAG01", 7.0, null, null, null, null, null, null, null);
        ObservationRequest eight =
                new ObservationRequest(null, ENTERPRISE, "WAG01", 8.0, null, null, null, null, null, null, null);
        ObservationRequest photo = new ObservationRequest(
                null, ENTERPRISE, "WAG01", 7.0, null, null, null, null, null, null, List.of(ENTERPRISE));
        assertThat(List.of(
                        List.of(seven), List.of(photo), List.of(eight), List.of(seven, eight), List.of(eight, seven)))
                .extracting(ReportBatchHash::sha256)
                .doesNotHaveDuplicates();
    }
}
