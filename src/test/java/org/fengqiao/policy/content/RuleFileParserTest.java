package org.fengqiao.policy.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Written rules pass a closed grammar; whatever could run as Java is refused before anything compiles. */
class RuleFileParserTest {
    private static final String RULE = """
            // why
            rule "H-X"
            @dimension("labour") @floor("RED") @points(5)
            when
                LabourFacts( WAG01 > 60 && (WAG02 >= 10 || headcount < 5), DIS01 == 1 )
            then
                findings.add("H-X");
            end
            """;

    @Test
    void reads_annotations_and_the_condition() throws Exception {
        RuleFileParser.ParsedRule parsed = RuleFileParser.parse(RULE);

        assertThat(parsed.id()).isEqualTo("H-X");
        assertThat(parsed.annotations()).containsEntry("floor", "RED").containsEntry("points", "5");
        assertThat(parsed.constraint().names()).containsExactly("WAG01", "WAG02", "headcount", "DIS01");
        assertThat(parsed.constraint().holds(name -> name.equals("DIS01") ? 1 : 61))
                .isTrue();
        assertThat(parsed.constraint().holds(name -> name.equals("DIS01") ? Double.NaN : 61))
                .isFalse();
    }

    @Test
    void says_where_it_stopped() {
        assertThatThrownBy(() -> RuleFileParser.parse(RULE.replace("WAG02 >= 10", "WAG02 ~ 10")))
                .isInstanceOfSatisfying(RuleFileParser.RuleSyntaxException.class, refused -> {
                    assertThat(refused.line).isEqualTo(5);
                    assertThat(refused.column).isEqualTo(39);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "findings.add(\"H-X\"); Runtime.getRuntime().exec(\"id\");",
                "System.exit(0);",
                "findings.add(\"H-Y\");",
                "findings.add(\"H-X\"); findings.add(\"H-X\");",
                "findings.clear(); findings.add(\"H-X\");",
                "insert(new Object());",
                "findings.add(\"H-X\" + Runtime.getRuntime());",
            })
    void a_consequence_is_one_finding_of_its_own_and_nothing_else(String consequence) {
        refused(RULE.replace("findings.add(\"H-X\");", consequence));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval(true)",
                "this.getClass().forName(\"x\") != null",
                "WAG01 > Integer.parseInt(\"60\")",
                "WAG01 > 60, $x : WAG02",
                "WAG01 > 60 && T(java.lang.Runtime) != null",
                "WAG01 in (1, 2)",
                "WAG01 > 60; ",
                "\\u0057AG01 > 60",
                "WAG01 > 60 /* hidden */",
                "",
            })
    void a_condition_is_comparisons_and_nothing_else(String condition) {
        refused(RULE.replace("WAG01 > 60 && (WAG02 >= 10 || headcount < 5), DIS01 == 1", condition));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import java.lang.Runtime; ",
                "package x; ",
                "function void f() {} ",
                "global java.util.List l; ",
                "declare X end ",
                "query q() end ",
            })
    void nothing_stands_before_the_rule(String prefix) {
        refused(prefix + RULE);
    }

    @Test
    void nothing_stands_after_it_and_it_does_not_grow_without_bound() {
        refused(RULE + RULE);
        refused(RULE + "x");
        refused(RULE.replace("WAG01 > 60", "(".repeat(50) + "WAG01 > 60" + ")".repeat(50)));
        refused("//" + "x".repeat(30_000) + "\n" + RULE);
    }

    private static void refused(String text) {
        assertThatThrownBy(() -> RuleFileParser.parse(text)).isInstanceOf(RuleFileParser.RuleSyntaxException.class);
    }
}
