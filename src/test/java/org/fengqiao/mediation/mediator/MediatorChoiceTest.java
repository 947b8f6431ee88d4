package org.fengqiao.mediation.mediator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.fengqiao.mediation.MediationCaseFixture;
import org.fengqiao.mediation.mediator.MediatorChoice.Candidate;
import org.fengqiao.mediation.mediator.MediatorService.Dispute;
import org.junit.jupiter.api.Test;

class MediatorChoiceTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-05T00:00:00Z");
    private static final Instant LATELY = Instant.parse("2026-03-05T00:00:00Z");

    @Test
    void chooses_the_least_busy_of_those_who_handle_such_disputes() {
        assertThat(chosen(mediator("a", 3, LONG_AGO), mediator("b", 2, LATELY))).isEqualTo("b");
        Candidate other = new Candidate("c", "丙", Set.of(DisputeKind.WORK_INJURY), Set.of(), 0, 20, null);
        assertThat(chosen(mediator("a", 3, LONG_AGO), other)).isEqualTo("a");
    }

    @Test
    void chooses_the_one_idle_longest_among_equally_busy() {
        assertThat(chosen(mediator("a", 1, LATELY), mediator("b", 1, LONG_AGO))).isEqualTo("b");
        assertThat(chosen(mediator("a", 1, LONG_AGO), mediator("b", 1, null))).isEqualTo("b");
    }

    @Test
    void never_chooses_one_affiliated_challenged_or_at_capacity() {
        Candidate bound = new Candidate(
                "bound", "丁", Set.of(DisputeKind.WAGES), Set.of(MediationCaseFixture.FACTORY), 0, 20, null);
        Candidate full = new Candidate("full", "戊", Set.of(DisputeKind.WAGES), Set.of(), 5, 5, null);
        assertThat(chosen(bound, full, mediator("free", 4, LATELY))).isEqualTo("free");
        assertThat(MediatorChoice.of(
                        List.of(mediator("free", 0, null)), dispute(MediationCaseFixture.ID, List.of("free"))))
                .isEmpty();
    }

    @Test
    void the_reason_has_the_name_of_the_mediator_and_not_the_user_name() {
        var chosen = MediatorChoice.of(
                        List.of(mediator("mediator.wang", 3, LONG_AGO)), dispute(MediationCaseFixture.ID, List.of()))
                .orElseThrow();
        assertThat(List.of(chosen.why().zh(), chosen.why().en()))
                .allSatisfy(why -> assertThat(why).contains("王小明").doesNotContain("mediator.wang"));
    }

    @Test
    void the_order_of_the_list_does_not_matter_and_ties_are_spread() {
        List<Candidate> equal = new ArrayList<>(
                Stream.of("a", "b", "c").map(name -> mediator(name, 1, LATELY)).toList());
        Map<String, Integer> times = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            UUID caseId = new UUID(random.nextLong(), random.nextLong());
            String first = of(equal, caseId);
            Collections.shuffle(equal, random);
            assertThat(of(equal, caseId)).isEqualTo(first);
            times.merge(first, 1, Integer::sum);
        }
        assertThat(times.values()).hasSize(3).allMatch(count -> count > 60);
    }

    private static String chosen(Candidate... candidates) {
        return of(List.of(candidates), MediationCaseFixture.ID);
    }

    private static String of(List<Candidate> candidates, UUID caseId) {
        return MediatorChoice.of(candidates, dispute(caseId, List.of()))
                .orElseThrow()
                .username();
    }

    private static Dispute dispute(UUID caseId, List<String> recused) {
        return new Dispute(caseId, DisputeKind.WAGES, MediationCaseFixture.FACTORY, recused);
    }

    private static Candidate mediator(String name, int open, Instant last) {
        return new Candidate(name, "王小明", Set.of(DisputeKind.WAGES), Set.of(), open, 20, last);
    }
}
