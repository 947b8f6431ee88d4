package org.fengqiao.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all tests keep to: names that are sentences, and no verdict that depends on how fast the machine is. */
class TestConventionsTest {
    private static final Set<String> TESTS =
            Set.of("Test", "ParameterizedTest", "TestFactory", "RepeatedTest", "Property", "Example");

    private static final Pattern SENTENCE = Pattern.compile("[a-z0-9]+(_[a-z0-9]+)*");

    /** Calls that let a test wait for a time or measure one. */
    private static final Set<String> CLOCKED = Set.of(
            "sleep",
            "parkNanos",
            "parkUntil",
            "nanoTime",
            "currentTimeMillis",
            "assertTimeout",
            "assertTimeoutPreemptively",
            "orTimeout",
            "completeOnTimeout",
            "Timeout");

    /** Calls that wait for at most so long, when they are given a unit of time. */
    private static final Set<String> WAITING = Set.of(
            "get",
            "waitFor",
            "await",
            "awaitTermination",
            "poll",
            "offer",
            "tryAcquire",
            "tryLock",
            "invokeAll",
            "invokeAny");

    /** Who may, and why. */
    private static final Map<String, String> MAY_WAIT = Map.of(
            "org/fengqiao/platform/Eventually.java",
            "the one place that waits, for what must come, with a limit against hanging",
            "org/fengqiao/crash/Killer.java",
            "kills at random moments: no verdict hangs on when",
            "org/fengqiao/crash/LoadGenerator.java",
            "people report at random moments, and again when refused: no verdict hangs on when",
            "org/fengqiao/architecture/ClockTest.java",
            "plants them in sources of its own");

    @Test
    void every_test_is_named_by_a_sentence() {
        List<String> others = new ArrayList<>();
        Set<String> all = new TreeSet<>();
        Sources.test().methods((unit, method) -> {
            if (!isTest(method)) return;
            all.add(Sources.name(unit, method));
            if (!SENTENCE.matcher(method.getName()).matches())
                others.add(Sources.test().place(unit, method));
        });
        assertThat(all).hasSizeGreaterThan(300);
        assertThat(others).isEmpty();
    }

    private static boolean isTest(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .map(AnnotationTree::getAnnotationType)
                .anyMatch(type -> TESTS.contains(name(type)));
    }

    @Test
    void no_test_waits_for_a_time_or_measures_one() {
        List<String> clocked = clocked(Sources.test());
        clocked.removeIf(place -> MAY_WAIT.containsKey(place.substring(0, place.indexOf(':'))));
        assertThat(clocked).isEmpty();
    }

    @Test
    void waiting_and_measuring_is_seen_in_every_form(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("Hasty.java"), """
                import java.util.concurrent.*;
                class Hasty {
                    void all(Future<?> future, Process process, CompletableFuture<?> soon) throws Exception {
                        Thread.sleep(100);
                        TimeUnit.SECONDS.sleep(1);
                        java.util.concurrent.locks.LockSupport.parkNanos(5);
                        long began = System.nanoTime();
                        java.util.function.LongSupplier clock = System::currentTimeMillis;
                        future.get(1, TimeUnit.SECONDS);
                        process.waitFor(2, java.util.concurrent.TimeUnit.MINUTES);
                        soon.orTimeout(1, null);
                        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(java.time.Duration.ofSeconds(20), () -> {});
                    }
                    @org.junit.jupiter.api.Timeout(5) void timed() {}
                }
                """);
        assertThat(clocked(Sources.of(folder)).stream().map(place -> place.split("[: ]")[1]))
                .contains("4", "5", "6", "7", "8", "9", "10", "11", "12", "14");
    }

    private static List<String> clocked(Sources sources) {
        List<String> places = new ArrayList<>();
        sources.scan((unit, tree) -> {
            String found = clocked(tree);
            if (found != null) places.add(sources.place(unit, tree) + " " + found);
        });
        return places;
    }

    private static String clocked(Tree tree) {
        String name = null;
        if (tree instanceof MethodInvocationTree call) {
            name = name(call.getMethodSelect());
            if (WAITING.contains(name) && call.getArguments().stream().anyMatch(TestConventionsTest::isUnit))
                return name;
        }
        if (tree instanceof MemberReferenceTree reference)
            name = reference.getName().toString();
        else if (tree instanceof AnnotationTree annotation) name = name(annotation.getAnnotationType());
        return name != null && CLOCKED.contains(name) ? name : null;
    }

    private static boolean isUnit(Tree argument) {
        return argument instanceof MemberSelectTree select && "TimeUnit".equals(name(select.getExpression()));
    }

    private static String name(Tree tree) {
        if (tree instanceof MemberSelectTree select)
            return select.getIdentifier().toString();
        return tree instanceof IdentifierTree identifier ? identifier.getName().toString() : null;
    }
}
