package org.fengqiao.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.architecture.MainCode.ROOT;
import static org.fengqiao.architecture.MainCode.assertRefused;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of who may import whom, as docs/architecture.md has it. */
@Execution(ExecutionMode.CONCURRENT)
class ArchitectureTest {
    /** Packages whose content is still to come. */
    private static final Set<String> PLANNED = Set.of("integrity", "care", "lake");

    /** What stands above the flow and is imported from nowhere below. */
    private static final Set<String> TOP = Set.of("inquiry", "pipeline", "pages", "demo", "bench", "cli");

    /** A package, and those it may import besides platform. */
    static final Map<String, Set<String>> MAY_IMPORT = table();

    private static Map<String, Set<String>> table() {
        Map<String, Set<String>> table = new TreeMap<>(Map.ofEntries(
                Map.entry("platform", Set.of()),
                Map.entry("registry", Set.of()),
                Map.entry("policy", Set.of()),
                Map.entry("intake", Set.of("registry", "policy")),
                Map.entry("assessment", Set.of("registry", "policy")),
                Map.entry("alerting", Set.of("assessment", "registry", "policy")),
                Map.entry("response", Set.of("alerting", "registry", "policy")),
                Map.entry("notification", Set.of("response", "alerting", "registry", "policy")),
                Map.entry("mediation", Set.of("response", "alerting", "registry", "policy")),
                Map.entry("governance", Set.of("assessment", "alerting", "registry", "policy")),
                Map.entry("integrity", Set.of("assessment", "registry", "policy")),
                Map.entry("care", Set.of("alerting", "assessment", "registry", "policy")),
                Map.entry(
                        "pipeline",
                        Set.of(
                                "intake",
                                "registry",
                                "policy",
                                "assessment",
                                "alerting",
                                "response",
                                "notification",
                                "care")),
                Map.entry("lake", Set.of("policy", "assessment", "alerting.routing", "governance.trial"))));
        Set<String> all = new TreeSet<>(table.keySet());
        all.removeAll(Set.of("platform", "lake", "pipeline"));
        Set<String> flow = Set.copyOf(all);
        table.put("inquiry", without(flow, "care"));
        table.put("pages", with(flow, "inquiry", "pipeline"));
        table.put("demo", with(without(flow, "care"), "inquiry", "pipeline"));
        table.put("bench", with(flow, "inquiry", "pipeline", "pages", "demo"));
        table.put("cli", with(flow, "inquiry", "pipeline", "pages", "demo", "bench"));
        return table;
    }

    private static Set<String> with(Set<String> names, String... more) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(List.of(more));
        return all;
    }

    private static Set<String> without(Set<String> names, String name) {
        Set<String> rest = new TreeSet<>(names);
        rest.remove(name);
        return rest;
    }

    static Stream<String> packages() {
        return MAY_IMPORT.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void each_package_imports_only_what_the_table_allows(String name) {
        imports(name).allowEmptyShould(PLANNED.contains(name)).check(MainCode.CLASSES);
    }

    private static ArchRule imports(String name) {
        String[] allowed = Stream.concat(Stream.of(name, "platform"), MAY_IMPORT.get(name).stream())
                .map(other -> ROOT + "." + other + "..")
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(ROOT + "..")).or(resideInAnyPackage(allowed)));
    }

    @Test
    void a_planned_package_is_held_to_the_table_from_its_first_class() {
        String morale = "package org.fengqiao.care; public class Morale {}";
        assertRefused(
                imports("integrity").as("integrity"),
                List.of("Score", "Morale"),
                morale,
                "package org.fengqiao.integrity; class Score { org.fengqiao.care.Morale of; }");
        assertRefused(
                imports("care"),
                List.of("Offers", "Row"),
                "package org.fengqiao.inquiry; public class Row {}",
                "package org.fengqiao.care; class Offers { void read(org.fengqiao.inquiry.Row row) {} }");
        assertRefused(
                imports("pages"),
                List.of("Shell", "Bench"),
                "package org.fengqiao.bench; public class Bench {}",
                "package org.fengqiao.pages.shell; class Shell { Object of = new org.fengqiao.bench.Bench(); }");
        assertRefused(
                imports("lake"),
                List.of("Job", "AlertProcessor"),
                "package org.fengqiao.alerting.raising; public class AlertProcessor {}",
                "package org.fengqiao.lake; class Job extends org.fengqiao.alerting.raising.AlertProcessor {}");
    }

    @Test
    void only_planned_packages_are_empty() {
        assertThat(packages().filter(name -> MainCode.CLASSES.stream()
                        .noneMatch(type -> (type.getPackageName() + ".").startsWith(ROOT + "." + name + "."))))
                .isSubsetOf(PLANNED);
    }

    @Test
    void every_package_stands_in_the_table() {
        classes()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .resideInAnyPackage(
                        packages().map(name -> ROOT + "." + name + "..").toArray(String[]::new))
                .check(MainCode.CLASSES);
    }

    @Test
    void nothing_below_imports_what_stands_on_top() {
        noClasses()
                .that()
                .resideOutsideOfPackages(within(TOP))
                .and()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(within(TOP))
                .check(MainCode.CLASSES);
    }

    private static String[] within(Set<String> names) {
        return names.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    }

    @Test
    void no_package_depends_on_another_in_a_circle() {
        noCircles().check(MainCode.CLASSES);
    }

    private static ArchRule noCircles() {
        return slices().matching(ROOT + ".(**)").should().beFreeOfCycles();
    }

    @Test
    void a_circle_of_a_package_and_one_of_its_rooms_is_seen() {
        assertRefused(
                noCircles(),
                List.of("assessment.drools"),
                "package org.fengqiao.assessment; public class Outer { org.fengqiao.assessment.drools.Inner inner; }",
                "package org.fengqiao.assessment.drools; public class Inner { org.fengqiao.assessment.Outer outer; }");
    }

    @Test
    void only_one_package_knows_drools() {
        // and bench, which measures the other way of using it
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".assessment.drools..", ROOT + ".bench.assess..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.drools..", "org.kie..")
                .check(MainCode.CLASSES);
    }

    @Test
    void http_stays_in_the_web_packages() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..web..", ROOT + ".pages..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "io.vertx.ext.web..", "io.quarkus.vertx.http..")
                .check(MainCode.CLASSES);
    }

    @Test
    void the_core_needs_no_container() {
        String[] core = Stream.of(
                        "assessment",
                        "assessment.drools",
                        "policy",
                        "policy.content",
                        "alerting.routing",
                        "governance.cases",
                        "governance.check",
                        "governance.content")
                .map(name -> ROOT + "." + name)
                .toArray(String[]::new);
        for (String name : core)
            noClasses()
                    .that()
                    .resideInAPackage(name)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("jakarta..", "io.quarkus..", "org.eclipse.microprofile..")
                    .check(MainCode.CLASSES);
    }
}
