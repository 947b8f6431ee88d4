package org.fengqiao.policy.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No field of a sealed record can be changed, no record removed, swapped or added, without its being found. */
class SealChainTest {
    private static final Instant THEN = Instant.parse("2026-06-30T00:00:00Z");
    private final SealChain chain = new SealChain("a key outside the database");
    private final List<Publication> records = sealed(4);

    private List<Publication> sealed(int count) {
        List<Publication> sealed = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            String previous = sealed.isEmpty() ? "" : sealed.get(number - 2).seal();
            Publication open = record(number, previous, "");
            sealed.add(record(number, previous, chain.seal(open)));
        }
        return sealed;
    }

    private static Publication record(int number, String previous, String seal) {
        return new Publication(
                number,
                Publication.PublicationKind.PUBLISHED,
                "release" + number,
                "sha" + number,
                THEN.plusSeconds(number),
                THEN,
                List.of("editor"),
                "approver",
                THEN,
                "approver",
                "why",
                "{}",
                null,
                previous,
                seal);
    }

    private List<Integer> broken(List<Publication> found) {
        return chain.verify(found, id -> id.replace("release", "sha")).stream()
                .map(PublicationLog.SealFault::number)
                .distinct()
                .toList();
    }

    @Test
    void what_nobody_touched_is_whole() {
        assertThat(broken(records)).isEmpty();
        assertThat(broken(List.of())).isEmpty();
    }

    @Test
    void every_field_is_sealed() throws ReflectiveOperationException {
        for (RecordComponent field : Publication.class.getRecordComponents()) {
            List<Publication> found = new ArrayList<>(records);
            found.set(1, changed(records.get(1), field));
            assertThat(broken(found)).as(field.getName()).isNotEmpty();
        }
    }

    private static Publication changed(Publication record, RecordComponent field) throws ReflectiveOperationException {
        RecordComponent[] fields = Publication.class.getRecordComponents();
        Object[] values = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            Object value = fields[i].getAccessor().invoke(record);
            values[i] = fields[i].getName().equals(field.getName()) ? other(field.getType(), value) : value;
        }
        Class<?>[] types = Arrays.stream(fields).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return Publication.class.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object other(Class<?> type, Object value) {
        if (type == int.class) return (int) value + 1;
        if (type == Integer.class) return 1;
        if (type == Instant.class) return ((Instant) value).plusNanos(1_000);
        if (type == List.class) return List.of("editor", "somebody else");
        if (type == Publication.PublicationKind.class) return Publication.PublicationKind.ADOPTED;
        return value + "x";
    }

    @Test
    void what_is_removed_swapped_or_copied_shows() {
        assertThat(broken(List.of(records.get(0), records.get(2), records.get(3))))
                .containsExactly(3);
        assertThat(broken(List.of(records.get(1), records.get(2)))).contains(2);
        assertThat(broken(List.of(records.get(0), records.get(0), records.get(1))))
                .isNotEmpty();
    }

    @Test
    void text_can_not_move_from_one_field_into_the_next() {
        Publication one = record(1, "", "");
        Publication other = new Publication(
                1,
                one.kind(),
                one.releaseId(),
                one.contentSha256(),
                one.liveFrom(),
                one.recordedAt(),
                one.authors(),
                "approve",
                one.approvedAt(),
                "rapprover",
                one.reason(),
                one.evidence(),
                null,
                "",
                "");
        assertThat(chain.seal(other)).isNotEqualTo(chain.seal(one));
    }

    @Test
    void a_seal_is_the_hmac_of_the_canonical_json_whatever_the_fields_are_called_in_the_code() {
        String canonical =
                "{\"approvedAt\":\"2026-06-30T00:00:00Z\",\"approver\":\"approver\",\"authors\":[\"editor\"],"
                        + "\"contentSha256\":\"sha1\",\"evidence\":\"{}\",\"kind\":\"PUBLISHED\","
                        + "\"liveFrom\":\"2026-06-30T00:00:01Z\",\"number\":1,\"previousSeal\":\"\",\"publisher\":\"approver\","
                        + "\"reason\":\"why\",\"recordedAt\":\"2026-06-30T00:00:00Z\",\"releaseId\":\"release1\","
                        + "\"withdraws\":null}";
        assertThat(records.get(0).seal())
                .isEqualTo(Hashing.hmacSha256("a key outside the database".getBytes(StandardCharsets.UTF_8))
                        .hashString(canonical, StandardCharsets.UTF_8)
                        .toString());
    }

    @Test
    void another_key_makes_other_seals_and_changed_files_show() {
        assertThat(new SealChain("another key").verify(records, id -> id.replace("release", "sha")))
                .hasSize(4);
        assertThat(chain.verify(records, id -> id.equals("release3") ? "other" : id.replace("release", "sha")))
                .extracting(PublicationLog.SealFault::number)
                .containsExactly(3);
    }
}
