package org.fengqiao.response.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;

/** However many are away: a missed clock climbs, tells nobody twice, and comes to its end. */
class EscalationPolicyTest {
    private static final Instant AT = Instant.parse("2026-06-30T02:00:00Z");
    private static final String STREET = "4403.440307.440307013.";
    private static final EscalationPolicy LADDER = EscalationPolicy.bundled();

    @Property(tries = 500)
    void it_climbs_tells_nobody_twice_and_ends(
            @ForAll("dimensions") String dimension,
            @ForAll("steps") String step,
            @ForAll PostKind owner,
            @ForAll("people") Set<String> away) {
        List<PostDirectory.Post> posts = new ArrayList<>();
        for (PostKind kind : PostKind.values()) {
            String area = kind == PostKind.DISTRICT_HR ? "4403.440307." : STREET;
            posts.add(post(kind, area));
        }
        posts.add(post(PostKind.LABOUR_DUTY_DESK, ""));
        PostDirectory book = new PostDirectory(
                posts,
                away.stream()
                        .map(who -> new PostDirectory.AbsencePeriod(
                                who, AT.minusSeconds(1), AT.plusSeconds(1), Optional.empty()))
                        .toList(),
                List.of());
        UUID ownerPost = posts.get(owner.ordinal()).id();
        Set<String> told = new TreeSet<>(Set.of("holder." + owner));
        int level = 0;
        for (int rounds = 0; ; rounds++) {
            EscalationPolicy.EscalationStep climbed =
                    LADDER.next(dimension, step, level, ownerPost, STREET, told, book, AT);
            assertThat(rounds).as("it ends").isLessThan(6);
            for (PostAssignment holder : climbed.recipients()) {
                String who = holder.username().orElseThrow();
                assertThat(told.add(who)).as(who + " was not told before").isTrue();
                assertThat(away).doesNotContain(who);
            }
            if (climbed.isLast()) break;
            assertThat(climbed.level()).isGreaterThan(level);
            level = climbed.level();
        }
    }

    @Provide
    Arbitrary<String> dimensions() {
        return Arbitraries.of("labour", "care");
    }

    @Provide
    Arbitrary<String> steps() {
        return Arbitraries.of("ack", "contact", "plan", "close");
    }

    @Provide
    Arbitrary<Set<String>> people() {
        return Arbitraries.of(PostKind.class)
                .flatMap(kind -> Arbitraries.of("holder.", "stand-in.").map(who -> who + kind))
                .set()
                .ofMaxSize(20);
    }

    private static PostDirectory.Post post(PostKind kind, String area) {
        return new PostDirectory.Post(
                UUID.randomUUID(),
                kind,
                new BilingualText(kind + " zh", kind + " en"),
                "0",
                area,
                List.of(
                        new PostDirectory.Holding("holder." + kind, false, Instant.EPOCH, null),
                        new PostDirectory.Holding("stand-in." + kind, true, Instant.EPOCH, null)));
    }
}
