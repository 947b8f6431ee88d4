package org.fengqiao.bench.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.assessment.drools.DroolsEngine;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A pass over what changed leaves out whoever an assessment says nothing changes for; so that must be true. */
@Execution(ExecutionMode.CONCURRENT)
class AssessmentValidityTest {
    private static final Instant AT = Instant.parse("2026-06-30T04:00:00Z");
    private static final int SOME = 5_000;

    @Test
    void an_assessment_holds_as_long_as_it_says() {
        Release release = ReleaseReader.read(Path.of("rules/shenzhen-labour"));
        Assessor assessor = Assessor.of(release, DroolsEngine::compile);
        List<EnterpriseFacts> subjects = new RandomEnterprises(release, AT, 42)
                .generate(SOME).stream().map(AssessmentValidityTest::asKnown).toList();
        int checked = 0;
        int due = 0;
        for (Dimension dimension : List.of(Dimension.LABOUR, Dimension.INTEGRITY)) {
            List<Assessment> first = assessor.assess(dimension, subjects, AT);
            for (int hours : new int[] {1, 9, 24, 60, 150, 400, 1_000, 2_500, 7_000}) {
                Instant later = AT.plus(Duration.ofHours(hours));
                List<Assessment> then = assessor.assess(dimension, subjects, later);
                for (int i = 0; i < SOME; i++) {
                    Assessment said = first.get(i);
                    if (said.holdsUntil() != null && !later.isBefore(said.holdsUntil())) {
                        due++;
                        continue;
                    }
                    checked++;
                    assertThat(gist(then.get(i)))
                            .as("%s after %d hours", said, hours)
                            .isEqualTo(gist(said));
                }
            }
        }
        assertThat(checked).as("that it says so at all").isGreaterThan(SOME);
        assertThat(due).isGreaterThan(SOME);
        assessor.engine().close();
    }

    /** What comes to be known later is news, and news is assessed when it comes. */
    private static EnterpriseFacts asKnown(EnterpriseFacts subject) {
        return new EnterpriseFacts(
                subject.id(),
                subject.headcount(),
                subject.industry(),
                subject.observations().stream()
                        .filter(o ->
                                !o.learntAt().isAfter(AT) && !o.occurredAt().isAfter(AT))
                        .toList());
    }

    private static String gist(Assessment assessment) {
        return assessment.tier() + " " + assessment.completeness() + " "
                + assessment.findings().stream().map(f -> f.rule().id()).toList();
    }
}
