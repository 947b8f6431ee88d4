package org.fengqiao.governance.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.ShenzhenRuleBase;
import org.fengqiao.assessment.drools.DroolsEngine;
import org.fengqiao.governance.cases.RuleCase;
import org.fengqiao.governance.cases.RuleCaseReader;
import org.fengqiao.governance.cases.RuleCaseResult;
import org.fengqiao.governance.cases.RuleCaseRunner;
import org.fengqiao.policy.content.ReleaseReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A finding that graver counts less brings the case that shows it: it fails on the faulty base and passes on a right one. */
@Execution(ExecutionMode.CONCURRENT)
class CounterExampleTest {
    @Test
    void fails_with_the_fault_and_passes_without() throws java.io.IOException {
        List<PlantedFaultsTest.Fault> faults = PlantedFaultsTest.faults().stream()
                .filter(fault -> List.of(
                                "graver arrears count less",
                                "a graver band loses its floor",
                                "a combination that only holds for few arrears")
                        .contains(fault.fault()))
                .toList();
        assertThat(faults).hasSize(3);
        for (PlantedFaultsTest.Fault fault : faults) {
            SortedMap<String, byte[]> files = fault.planted();
            String example = ContentChecks.of(ReleaseReader.read("faulty", files)).stream()
                    .filter(finding -> finding.code().equals("not-monotone"))
                    .findFirst()
                    .orElseThrow()
                    .counterExample();
            List<RuleCase> cases =
                    RuleCaseReader.read(Map.of("cases/found.yaml", example.getBytes(StandardCharsets.UTF_8)));
            Assessor faulty = Assessor.of(ReleaseReader.read("faulty", files), DroolsEngine::compile);

            assertThat(RuleCaseRunner.of(cases, faulty)).as(example).noneMatch(RuleCaseResult::passed);
            assertThat(RuleCaseRunner.of(cases, ShenzhenRuleBase.assessor()))
                    .as(example)
                    .allMatch(RuleCaseResult::passed);
            faulty.engine().close();
        }
    }
}
