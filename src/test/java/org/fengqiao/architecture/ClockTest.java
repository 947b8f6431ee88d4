package org.fengqiao.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.architecture.MainCode.ROOT;
import static org.fengqiao.architecture.MainCode.assertRefused;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What time it is, only platform asks; everybody else is told. */
@Execution(ExecutionMode.CONCURRENT)
class ClockTest {
    private static final Pattern SQL_CLOCK = Pattern.compile(
            "\\b(now\\(\\)|clock_timestamp\\(|statement_timestamp\\(|transaction_timestamp\\(|current_date\\b|current_timestamp\\b|localtimestamp\\b)");

    @Test
    void the_clock_is_read_in_one_place() {
        readNoClock().check(MainCode.CLASSES);
    }

    private static ArchRule readNoClock() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".platform..")
                .should(new ArchCondition<JavaClass>("read a clock of their own") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        Stream.concat(
                                        type.getCodeUnitCallsFromSelf().stream(),
                                        type.getCodeUnitReferencesFromSelf().stream())
                                .filter(access -> readsClock(access.getTarget()))
                                .forEach(access ->
                                        events.add(SimpleConditionEvent.satisfied(type, access.getDescription())));
                    }
                });
    }

    private static boolean readsClock(CodeUnitAccessTarget target) {
        String name = target.getName();
        return switch (target.getOwner().getName()) {
            case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
            case "java.time.InstantSource" -> name.equals("system");
            case "java.lang.System" -> name.equals("currentTimeMillis");
            case "java.util.Date" ->
                name.equals("<init>") && target.getRawParameterTypes().isEmpty();
            case "java.util.Calendar" -> name.equals("getInstance");
            default ->
                target.getOwner().getPackageName().startsWith("java.time")
                        && name.equals("now")
                        && target.getRawParameterTypes().stream()
                                .noneMatch(type -> type.isEquivalentTo(java.time.Clock.class));
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.function.Supplier<java.time.Instant> now = java.time.Instant::now;",
                "Object now = java.time.Instant.now();",
                "Object now = java.time.LocalDate.now(java.time.ZoneOffset.UTC);",
                "Object now = java.time.chrono.JapaneseDate.now();",
                "Object now = java.time.Clock.systemUTC();",
                "Object now = java.time.InstantSource.system();",
                "long now = System.currentTimeMillis();",
                "java.util.function.LongSupplier now = System::currentTimeMillis;",
                "Object now = new java.util.Date();",
                "java.util.function.Supplier<java.util.Date> now = java.util.Date::new;",
                "Object now = java.util.Calendar.getInstance();",
            })
    void every_way_to_read_a_clock_is_seen(String way) {
        assertRefused(readNoClock(), List.of("Late"), "package org.fengqiao.assessment; class Late { " + way + " }");
    }

    @Test
    void a_given_clock_may_be_read() {
        assertThat(readNoClock().evaluate(MainCode.compiled("""
                                package org.fengqiao.assessment;
                                class Told {
                                    Object now(java.time.Clock clock) {
                                        return java.time.LocalDate.now(clock).atTime(java.time.LocalTime.MAX).isBefore(
                                            java.time.LocalDateTime.ofInstant(clock.instant(), java.time.ZoneOffset.UTC));
                                    }
                                }
                                """)).hasViolation())
                .isFalse();
    }

    /** The database has a clock too, which no test can stop. */
    @Test
    void statements_are_told_the_time() {
        assertThat(Sources.main().literals(SQL_CLOCK)).isEmpty();
    }
}
