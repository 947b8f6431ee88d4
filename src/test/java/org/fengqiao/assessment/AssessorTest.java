package org.fengqiao.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import org.fengqiao.assessment.store.FindingsCodec;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.observation.Observation;
import org.fengqiao.registry.observation.Source;
import org.junit.jupiter.api.Test;

/** Assessing is a function: of what was known, the release and the instant, and of nothing else. */
class AssessorTest {
    private static final Instant AT = Instant.parse("2026-06-30T00:00:00Z");
    private static final Assessor ASSESSOR = ShenzhenRuleBase.assessor();

    @Property(tries = 150)
    void batch_size_and_order_do_not_change_the_result(
            @ForAll Dimension dimension,
            @ForAll("subjects") @Size(min = 1, max = 40) List<EnterpriseFacts> subjects,
            @ForAll Random random) {
        List<Assessment> together = ASSESSOR.assess(dimension, subjects, AT);

        for (int i = 0; i < subjects.size(); i++) {
            EnterpriseFacts subject = subjects.get(i);
            List<Observation> shuffled = new ArrayList<>(subject.observations());
            Collections.shuffle(shuffled, random);
            EnterpriseFacts same = new EnterpriseFacts(subject.id(), subject.headcount(), subject.industry(), shuffled);
            Assessment alone = ASSESSOR.assess(dimension, List.of(same), AT).get(0);
            assertThat(alone.score()).isEqualTo(together.get(i).score());
            assertThat(alone.tier()).isEqualTo(together.get(i).tier());
            assertThat(FindingsCodec.encode(alone.findings()))
                    .isEqualTo(FindingsCodec.encode(together.get(i).findings()));
        }
    }

    @Property(tries = 150)
    void what_was_learnt_or_happened_later_changes_nothing(
            @ForAll Dimension dimension,
            @ForAll("subjects") @Size(1) List<EnterpriseFacts> now,
            @ForAll("subjects") @Size(1) List<EnterpriseFacts> other) {
        EnterpriseFacts subject = now.get(0);
        List<Observation> more = new ArrayList<>(subject.observations());
        for (Observation later : other.get(0).observations()) {
            more.add(at(later, later.occurredAt(), AT.plusSeconds(1)));
            more.add(at(later, AT.plusSeconds(1), AT));
        }
        EnterpriseFacts wiser = new EnterpriseFacts(subject.id(), subject.headcount(), subject.industry(), more);

        assertThat(ASSESSOR.assess(dimension, List.of(wiser), AT))
                .isEqualTo(ASSESSOR.assess(dimension, List.of(subject), AT));
    }

    @Property(tries = 100)
    void findings_survive_being_stored(@ForAll("subjects") @Size(1) List<EnterpriseFacts> subjects) {
        List<Finding> findings =
                ASSESSOR.assess(Dimension.LABOUR, subjects, AT).get(0).findings();

        byte[] stored = FindingsCodec.encode(findings);

        assertThat(stored).hasSize(findings.size() * 11);
        List<Finding> read = FindingsCodec.decode(stored, ASSESSOR.release());
        assertThat(FindingsCodec.encode(read)).isEqualTo(stored);
        assertThat(read)
                .extracting(finding -> finding.rule().id())
                .isEqualTo(findings.stream().map(f -> f.rule().id()).toList());
        assertThat(read)
                .extracting(Finding::floorApplied)
                .isEqualTo(findings.stream().map(Finding::floorApplied).toList());
    }

    @Test
    void no_data_is_grey_and_never_green() {
        Assessment silent = assess();
        assertThat(silent.tier()).isEqualTo(Tier.GREY);
        assertThat(silent.completeness()).isZero();

        Assessment reported = assess(
                seen("WAG01", 0, "AUTHORITY", "bank", 10),
                seen("SOC01", 0, "AUTHORITY", "tax", 10),
                seen("OPS02", 0, "AUTHORITY", "power", 10),
                seen("DIS01", 0, "AUTHORITY", "12345", 10));
        assertThat(reported.tier()).isEqualTo(Tier.GREEN);
        assertThat(reported.completeness()).isEqualTo(1);

        Assessment stale = assess(seen("WAG01", 0, "AUTHORITY", "bank", 61), seen("SOC01", 0, "AUTHORITY", "tax", 61));
        assertThat(stale.tier()).isEqualTo(Tier.GREY);
    }

    @Test
    void a_later_self_report_or_tip_does_not_clear_what_an_authority_recorded() {
        Observation owed = seen("WAG01", 61, "AUTHORITY", "hr", 5);
        assertThat(assess(owed, seen("WAG01", 0, "ENTERPRISE", "firm", 1)).score())
                .isEqualTo(assess(owed).score());
        assertThat(assess(owed, seen("WAG01", 0, "AUTHORITY", "bank", 1)).score())
                .as("two authorities differ: the graver stands until the one who said it takes it back")
                .isEqualTo(assess(owed).score());
        assertThat(assess(owed, seen("WAG01", 0, "AUTHORITY", "hr", 1)).score()).isZero();
        assertThat(assess(seen("WAG01", 61, "OFFICER", "io", 5), seen("WAG01", 0, "AUTHORITY", "hr", 1))
                        .score())
                .as("an official word clears an officer's older one")
                .isZero();
    }

    @Test
    void one_anonymous_tip_stays_blue_whatever_it_says() {
        Assessment tip = assess(
                seen("WAG01", 90, "ANONYMOUS_TIP", "tip", 0),
                seen("WAG02", 200, "ANONYMOUS_TIP", "tip", 0),
                seen("COL03", 1, "ANONYMOUS_TIP", "tip", 0));
        assertThat(tip.tier()).isEqualTo(Tier.BLUE);
    }

    @Property(tries = 200)
    void anonymous_tips_alone_reach_blue_at_most(@ForAll("subjects") @Size(1) List<EnterpriseFacts> subjects) {
        EnterpriseFacts subject = subjects.get(0);
        List<Observation> tips = subject.observations().stream()
                .map(o -> new Observation(
                        o.key(),
                        null,
                        o.indicator(),
                        o.value(),
                        o.occurredAt(),
                        o.learntAt(),
                        new Source((short) 1, o.source().code(), "ANONYMOUS_TIP"),
                        null,
                        null,
                        false))
                .toList();
        EnterpriseFacts tipped = new EnterpriseFacts(subject.id(), subject.headcount(), subject.industry(), tips);
        Assessment assessment =
                ASSESSOR.assess(Dimension.LABOUR, List.of(tipped), AT).get(0);
        Statistics.collect(assessment.tier());
        assertThat(assessment.tier()).isIn(Tier.GREY, Tier.GREEN, Tier.BLUE);
    }

    @Test
    void a_graver_report_never_takes_away_the_floor_an_authority_had_set() {
        Observation recorded = seen("COL02", 40, "AUTHORITY", "hr", 2);
        assertThat(assess(recorded).tier()).isEqualTo(Tier.RED);
        assertThat(assess(recorded, seen("COL02", 100, "OFFICER_WITH_EVIDENCE", "io", 1))
                        .tier())
                .isEqualTo(Tier.RED);
    }

    @Test
    void a_tip_beside_an_official_case_does_not_make_a_cluster() {
        Observation one = seen("SAF04", 1, "AUTHORITY", "health", 2);
        assertThat(assess(one, seen("SAF04", 2, "ANONYMOUS_TIP", "tip", 1)).tier())
                .isLessThan(Tier.ORANGE);
        assertThat(assess(one, seen("SAF04", 2, "AUTHORITY", "hospital", 1)).tier())
                .isEqualTo(Tier.ORANGE);
    }

    @Test
    void a_colleague_takes_back_what_the_same_office_recorded() {
        Observation owed = by(UUID.randomUUID(), seen("WAG01", 61, "AUTHORITY", "labour-office", 5));
        Observation paid = by(UUID.randomUUID(), seen("WAG01", 0, "AUTHORITY", "labour-office", 1));
        assertThat(assess(owed).score()).isPositive();
        assertThat(assess(owed, paid).score()).isZero();
    }

    private static Observation by(UUID reporter, Observation o) {
        return new Observation(
                o.key(),
                null,
                o.indicator(),
                o.value(),
                o.occurredAt(),
                o.learntAt(),
                o.source(),
                reporter,
                null,
                false);
    }

    @Test
    void evidence_names_the_observations_it_rests_on() {
        Observation owed = seen("WAG01", 61, "AUTHORITY", "hr", 5);
        assertThat(assess(owed, seen("WAG05", 0, "AUTHORITY", "hr", 5)).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence()).containsExactly(owed.key()));
    }

    @Test
    void integrity_reads_only_what_is_legally_established() {
        Observation award = seen("DIS05", 40, "OFFICIAL_DECISION", "court", 5);
        Observation established = new Observation(
                award.key(), null, "DIS05", 40, award.occurredAt(), award.learntAt(), award.source(), null, null, true);
        EnterpriseFacts without = new EnterpriseFacts(UUID.randomUUID(), 50, "I", List.of(award));
        EnterpriseFacts with = new EnterpriseFacts(UUID.randomUUID(), 50, "I", List.of(established));
        List<Assessment> assessments = ASSESSOR.assess(Dimension.INTEGRITY, List.of(without, with), AT);
        assertThat(assessments.get(0).findings()).isEmpty();
        assertThat(assessments.get(1).findings()).isNotEmpty();
    }

    @Property(tries = 200)
    void integrity_is_the_same_without_all_that_is_not_established(
            @ForAll("subjects") @Size(1) List<EnterpriseFacts> subjects) {
        EnterpriseFacts subject = subjects.get(0);
        List<Observation> established =
                subject.observations().stream().filter(Observation::established).toList();
        EnterpriseFacts proven =
                new EnterpriseFacts(subject.id(), subject.headcount(), subject.industry(), established);
        Assessment all =
                ASSESSOR.assess(Dimension.INTEGRITY, List.of(subject), AT).get(0);
        Assessment some =
                ASSESSOR.assess(Dimension.INTEGRITY, List.of(proven), AT).get(0);
        Statistics.collect(all.findings().isEmpty() ? "nothing found" : "something found");
        Statistics.coverage(seen -> seen.check("something found").count(times -> times > 0));
        assertThat(all.score()).isEqualTo(some.score());
        assertThat(FindingsCodec.encode(all.findings())).isEqualTo(FindingsCodec.encode(some.findings()));
        if (established.isEmpty()) assertThat(all.findings()).isEmpty();
    }

    private static Assessment assess(Observation... observations) {
        EnterpriseFacts subject = new EnterpriseFacts(UUID.randomUUID(), 150, "I", List.of(observations));
        return ASSESSOR.assess(Dimension.LABOUR, List.of(subject), AT).get(0);
    }

    private static Observation seen(String indicator, double value, String kind, String source, long daysAgo) {
        Instant occurred = AT.minus(Duration.ofDays(daysAgo));
        return new Observation(
                UUID.randomUUID(),
                null,
                indicator,
                value,
                occurred,
                occurred,
                new Source((short) 1, source, kind),
                null,
                null,
                false);
    }

    private static Observation at(Observation o, Instant occurred, Instant learnt) {
        return new Observation(
                UUID.randomUUID(),
                o.enterpriseId(),
                o.indicator(),
                o.value(),
                occurred,
                learnt,
                o.source(),
                o.reporter(),
                o.confidence(),
                o.established());
    }

    @Provide
    Arbitrary<List<EnterpriseFacts>> subjects() {
        return RandomSubjects.lists(ASSESSOR.release(), AT);
    }
}
