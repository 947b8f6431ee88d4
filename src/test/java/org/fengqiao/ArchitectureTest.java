package org.fengqiao;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of who may import whom, as docs/architecture.md has it. */
class ArchitectureTest {
    private static final String ROOT = "org.fengqiao.";

    /** A package, and those it may import besides platform. */
    static final Map<String, Set<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("platform", Set.of()),
            Map.entry("registry", Set.of()),
            Map.entry("policy", Set.of()),
            Map.entry("intake", Set.of("registry", "policy")),
            Map.entry("assessment", Set.of("registry", "policy")),
            Map.entry("alerting", Set.of("assessment", "registry", "policy")),
            Map.entry("response", Set.of("alerting", "assessment", "registry", "policy")),
            Map.entry("governance", Set.of("assessment", "alerting", "registry", "policy")),
            Map.entry("integrity", Set.of("assessment", "registry", "policy")),
            Map.entry("care", Set.of("registry", "policy")),
            Map.entry(
                    "inquiry",
                    Set.of(
                            "intake",
                            "assessment",
                            "alerting",
                            "response",
                            "governance",
                            "integrity",
                            "care",
                            "registry",
                            "policy")),
            Map.entry("pipeline", Set.of("intake", "registry", "policy", "assessment", "alerting", "response")),
            Map.entry("demo", Set.of("registry")),
            Map.entry(
                    "bench",
                    Set.of(
                            "pipeline",
                            "inquiry",
                            "governance",
                            "intake",
                            "registry",
                            "policy",
                            "assessment",
                            "alerting",
                            "demo")),
            Map.entry(
                    "cli",
                    Set.of(
                            "pipeline",
                            "response",
                            "inquiry",
                            "governance",
                            "intake",
                            "registry",
                            "policy",
                            "assessment",
                            "alerting",
                            "demo",
                            "bench"))));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.fengqiao");

    @TestFactory
    List<DynamicTest> each_package_imports_only_what_the_table_allows() {
        List<DynamicTest> tests = new ArrayList<>();
        MAY_IMPORT.forEach((name, allowed) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            String[] forbidden = MAY_IMPORT.keySet().stream()
                    .filter(other -> !other.equals(name) && !other.equals("platform") && !allowed.contains(other))
                    .map(other -> ROOT + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .allowEmptyShould(true)
                    .check(MAIN);
        })));
        return tests;
    }

    @Test
    void every_package_stands_in_the_table() {
        classes()
                .that()
                .resideOutsideOfPackage("org.fengqiao")
                .should()
                .resideInAnyPackage(MAY_IMPORT.keySet().stream()
                        .map(name -> ROOT + name + "..")
                        .toArray(String[]::new))
                .check(MAIN);
    }

    @Test
    void features_do_not_depend_on_each_other_in_circles() {
        slices().matching("org.fengqiao.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void only_one_package_knows_drools() {
        // and bench, which measures the other way of using it
        noClasses()
                .that()
                .resideOutsideOfPackages("org.fengqiao.assessment.drools..", "org.fengqiao.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.drools..", "org.kie..")
                .check(MAIN);
    }

    @Test
    void http_stays_in_the_web_packages() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs..")
                .check(MAIN);
    }

    @Test
    void the_core_needs_no_container() {
        DescribedPredicate<JavaClass> core =
                DescribedPredicate.describe("the core of assessing, routing and back-tests", type -> Set.of(
                                "Assessor",
                                "Assessment",
                                "Finding",
                                "Derivation",
                                "Word",
                                "Aggregation",
                                "Bands",
                                "Conclusion",
                                "DerivedFacts",
                                "DimensionPlan",
                                "Subject",
                                "RuleEngine",
                                "Reasons",
                                "FindingsCodec",
                                "Routing",
                                "Decision",
                                "Contribution",
                                "Backtest",
                                "Measures",
                                "Affected",
                                "ImpactTally",
                                "Chain",
                                "Ranking",
                                "MediationCase",
                                "MediatorChoice",
                                "StatutoryClocks",
                                "Packing",
                                "Completeness",
                                "LitigationPaper")
                        .contains(outermost(type).getSimpleName()));
        noClasses()
                .that()
                .resideInAnyPackage("org.fengqiao.governance.check..", "org.fengqiao.governance.content..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkus..")
                .check(MAIN);
        noClasses()
                .that(core)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkus..")
                .check(MAIN);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    @Test
    void the_clock_is_read_in_one_place() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.fengqiao.platform..")
                .should(callNow())
                .check(MAIN);
    }

    private static ArchCondition<JavaClass> callNow() {
        return new ArchCondition<>("call now() without a clock") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().getPackageName().equals("java.time")
                                && call.getName().equals("now")
                                && call.getTarget().getRawParameterTypes().isEmpty())
                        .forEach(call -> events.add(SimpleConditionEvent.satisfied(type, call.getDescription())));
            }
        };
    }

    @Test
    void entities_do_not_leave_through_http() {
        classes()
                .that()
                .resideInAPackage("..web..")
                .should(new ArchCondition<JavaClass>("have no entity in a signature") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (JavaMethod method : type.getMethods()) {
                            method.getAllInvolvedRawTypes().stream()
                                    .filter(used -> used.isAnnotatedWith("jakarta.persistence.Entity"))
                                    .filter(used -> method.getModifiers()
                                            .contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
                                    .forEach(used -> events.add(SimpleConditionEvent.violated(
                                            type, method.getFullName() + " shows " + used.getName())));
                        }
                    }
                })
                .check(MAIN);
    }

    @Test
    void nothing_of_labour_or_integrity_reads_care() {
        noClasses()
                .that()
                .resideInAnyPackage("org.fengqiao.alerting..", "org.fengqiao.integrity..", "org.fengqiao.response..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.fengqiao.care..")
                .allowEmptyShould(true)
                .check(MAIN);
    }
}
