package org.fengqiao.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.architecture.MainCode.ROOT;
import static org.fengqiao.architecture.MainCode.assertRefused;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** No entity leaves the server: none is known to a web package, and none can be reached from what one answers. */
@Execution(ExecutionMode.CONCURRENT)
class WireTest {
    private static final String[] WEB = {"..web..", ROOT + ".pages.."};

    private static final Set<String> PERSISTENT = Set.of(
            "jakarta.persistence.Entity", "jakarta.persistence.Embeddable", "jakarta.persistence.MappedSuperclass");

    private static final DescribedPredicate<JavaClass> ENTITY =
            describe("are entities", type -> Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream())
                    .anyMatch(kind -> PERSISTENT.stream().anyMatch(kind::isAnnotatedWith)));

    @Test
    void web_packages_know_no_entity() {
        knowNoEntity().check(MainCode.CLASSES);
    }

    @Test
    void entities_do_not_leave_through_http() {
        reachNoEntity().check(MainCode.CLASSES);
    }

    @Test
    void there_are_entities_and_resources_to_look_at() {
        assertThat(MainCode.CLASSES.that(ENTITY)).hasSizeGreaterThan(3);
        assertThat(MainCode.CLASSES.stream().filter(type -> type.isAnnotatedWith("jakarta.ws.rs.Path")))
                .hasSizeGreaterThan(10);
    }

    private static ArchRule knowNoEntity() {
        return noClasses().that().resideInAnyPackage(WEB).should().dependOnClassesThat(ENTITY);
    }

    private static ArchRule reachNoEntity() {
        return classes().that().resideInAnyPackage(WEB).should(new ArchCondition<>("answer with no entity") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Map<JavaClass, String> reached = new LinkedHashMap<>();
                Deque<JavaClass> open = new ArrayDeque<>();
                answered(type).forEach(root -> {
                    if (reached.putIfAbsent(root, type.getSimpleName() + " > " + root.getSimpleName()) == null)
                        open.add(root);
                });
                while (!open.isEmpty()) {
                    JavaClass from = open.poll();
                    if (ENTITY.test(from)) events.add(SimpleConditionEvent.violated(type, reached.get(from)));
                    else
                        shown(from).forEach(next -> {
                            String way = reached.get(from) + " > " + next.getSimpleName();
                            if (reached.putIfAbsent(next, way) == null) open.add(next);
                        });
                }
            }
        });
    }

    /** What the methods of a web class take and give, whatever their visibility, and the records it knows. */
    private static Stream<JavaClass> answered(JavaClass type) {
        return Stream.concat(
                        type.getMethods().stream().flatMap(method -> method.getAllInvolvedRawTypes().stream()),
                        type.getDirectDependenciesFromSelf().stream()
                                .map(dependency -> dependency.getTargetClass())
                                .filter(JavaClass::isRecord))
                .map(WireTest::element)
                .filter(WireTest::ours);
    }

    /** What a value shows of itself: fields, components, getters and those of its kinds. */
    private static Stream<JavaClass> shown(JavaClass type) {
        Stream<JavaType> fields = type.getAllFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .map(field -> field.getType());
        Stream<JavaType> getters =
                type.getAllMethods().stream().filter(WireTest::getter).map(JavaMethod::getReturnType);
        return Stream.concat(
                        Stream.concat(fields, getters).flatMap(shown -> shown.getAllInvolvedRawTypes().stream()),
                        type.getSubclasses().stream())
                .map(WireTest::element)
                .filter(WireTest::ours);
    }

    private static boolean getter(JavaMethod method) {
        return method.getRawParameterTypes().isEmpty() && !method.getModifiers().contains(JavaModifier.STATIC);
    }

    private static JavaClass element(JavaClass type) {
        return type.getBaseComponentType();
    }

    private static boolean ours(JavaClass type) {
        return type.getPackageName().startsWith(ROOT);
    }

    private static final String ENTITY_SOURCE = """
            package org.fengqiao.registry; import jakarta.persistence.*;
            @Entity public class Firm { @Id String id; }
            """;

    @Test
    void an_entity_in_a_record_outside_web_is_seen() {
        assertRefused(
                reachNoEntity(),
                List.of("FirmResource > FirmView > Firm"),
                ENTITY_SOURCE,
                "package org.fengqiao.inquiry; public record FirmView(java.util.Map<String, java.util.List<org.fengqiao.registry.Firm>> all) {}",
                """
                package org.fengqiao.inquiry.web; import jakarta.ws.rs.*;
                @Path("firm") public class FirmResource {
                    @GET java.util.Optional<org.fengqiao.inquiry.FirmView> firm() { return null; }
                }
                """);
    }

    @Test
    void an_entity_in_a_record_that_a_response_carries_is_seen() {
        assertRefused(
                reachNoEntity(),
                List.of("FirmResource > FirmView > Firm"),
                ENTITY_SOURCE,
                "package org.fengqiao.inquiry; public record FirmView(org.fengqiao.registry.Firm[] firms) {}",
                """
                package org.fengqiao.inquiry.web; import jakarta.ws.rs.*; import jakarta.ws.rs.core.Response;
                @Path("firm") public class FirmResource {
                    @GET public Response firm() { return Response.ok(new org.fengqiao.inquiry.FirmView(null)).build(); }
                }
                """);
    }

    @Test
    void an_entity_in_a_private_field_of_a_resource_is_seen() {
        assertRefused(knowNoEntity(), List.of("FirmResource", "registry.Firm"), ENTITY_SOURCE, """
                package org.fengqiao.inquiry.web;
                @jakarta.ws.rs.Path("firm") public class FirmResource { private org.fengqiao.registry.Firm last; }
                """);
    }

    @Test
    void an_entity_that_a_package_private_method_takes_is_seen() {
        assertRefused(
                knowNoEntity(),
                List.of("FirmResource", "Branch"),
                ENTITY_SOURCE,
                "package org.fengqiao.registry; public class Branch extends Firm {}",
                """
                package org.fengqiao.inquiry.web;
                @jakarta.ws.rs.Path("firm") public class FirmResource { void put(org.fengqiao.registry.Branch branch) {} }
                """);
    }
}
