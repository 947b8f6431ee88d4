package org.fengqiao.alerting.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.ShenzhenRuleBase;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who must act: the owner and the copies by head count and tier, and what happens when a post is empty. */
@Execution(ExecutionMode.CONCURRENT)
class AlertRouterTest {
    private static final Instant AT = Instant.parse("2026-06-30T00:00:00Z");
    private static final String BANTIAN = "4403.440307.440307013.";
    private static final String WUHE = BANTIAN + "440307013008.";
    private static final String GRID = WUHE + "440307013008G01.";

    private static final PostDirectory FULL = posts("");

    @ParameterizedTest(name = "{0} employees, {1}")
    @CsvSource({
        "300, BLUE,   LABOUR_OFFICE_HEAD,  MEDIATION_LEAD",
        "300, YELLOW, LABOUR_OFFICE_HEAD,  MEDIATION_LEAD",
        "300, ORANGE, LABOUR_OFFICE_HEAD,  MEDIATION_LEAD;TRADE_UNION",
        "300, RED,    LABOUR_OFFICE_HEAD,  MEDIATION_LEAD;DISTRICT_HR;SUBDISTRICT_LEADER;TRADE_UNION;GOVERNANCE_CENTRE",
        "299, BLUE,   MEDIATION_LEAD,      ''",
        "299, YELLOW, MEDIATION_LEAD,      ''",
        "299, ORANGE, MEDIATION_LEAD,      LABOUR_OFFICE_HEAD;TRADE_UNION",
        "299, RED,    MEDIATION_LEAD,      LABOUR_OFFICE_HEAD;DISTRICT_HR;SUBDISTRICT_LEADER;TRADE_UNION;GOVERNANCE_CENTRE",
        "100, BLUE,   MEDIATION_LEAD,      ''",
        "100, YELLOW, MEDIATION_LEAD,      ''",
        "100, ORANGE, MEDIATION_LEAD,      LABOUR_OFFICE_HEAD;TRADE_UNION",
        "100, RED,    MEDIATION_LEAD,      LABOUR_OFFICE_HEAD;DISTRICT_HR;SUBDISTRICT_LEADER;TRADE_UNION;GOVERNANCE_CENTRE",
        "99,  BLUE,   LABOUR_DUTY_OFFICER, INFORMATION_OFFICER",
        "99,  YELLOW, LABOUR_DUTY_OFFICER, INFORMATION_OFFICER",
        "99,  ORANGE, LABOUR_DUTY_OFFICER, INFORMATION_OFFICER;TRADE_UNION",
        "99,  RED,    LABOUR_DUTY_OFFICER,"
                + " INFORMATION_OFFICER;LABOUR_OFFICE_HEAD;DISTRICT_HR;SUBDISTRICT_LEADER;TRADE_UNION;GOVERNANCE_CENTRE",
    })
    void the_head_count_and_the_tier_decide(int headcount, Tier tier, PostKind owner, String copies) {
        AlertRouter.RoutingResult routed = route(FULL, headcount, tier);

        assertThat(routed.owner().holder().kind()).isEqualTo(owner);
        assertThat(routed.copies())
                .extracting(told -> told.holder().kind().name())
                .containsExactlyInAnyOrder(copies.isEmpty() ? new String[0] : copies.split(";"));
        assertThat(routed.unstaffed()).isEmpty();
    }

    @Test
    void why_me_names_the_head_count_the_post_the_route_and_the_release() {
        AlertRouter.RoutingResult routed = route(FULL, 320, Tier.ORANGE);

        assertThat(routed.explanation().en())
                .startsWith("320 employees, ")
                .contains(
                        "LABOUR_OFFICE_HEAD en",
                        "R-ORANGE-300",
                        ShenzhenRuleBase.release().id());
        assertThat(routed.explanation().zh()).startsWith("职工320人，").contains("LABOUR_OFFICE_HEAD zh");
    }

    @Test
    void a_vacant_post_is_answered_by_its_stand_in() {
        AlertRouter.RoutingResult routed = route(posts("LABOUR_OFFICE_HEAD=stand-in"), 300, Tier.RED);

        assertThat(routed.owner().holder().kind()).isEqualTo(PostKind.LABOUR_OFFICE_HEAD);
        assertThat(routed.owner().holder().username()).hasValue("stand-in.LABOUR_OFFICE_HEAD");
        assertThat(routed.owner().reason()).isEqualTo(AlertRouter.AssignmentReason.STANDS_IN);
        assertThat(routed.unstaffed()).isEmpty();
    }

    @Test
    void a_post_with_nobody_goes_to_the_duty_desk_and_raises_an_alarm() {
        AlertRouter.RoutingResult routed = route(posts("LABOUR_OFFICE_HEAD=nobody"), 300, Tier.RED);

        assertThat(routed.owner().holder().kind()).isEqualTo(PostKind.LABOUR_DUTY_DESK);
        assertThat(routed.owner().reason()).isEqualTo(AlertRouter.AssignmentReason.POST_VACANT);
        assertThat(routed.unstaffed()).containsExactly(new AlertRouter.UnstaffedPost("LABOUR_OFFICE_HEAD", BANTIAN));
        assertThat(routed.explanation().en()).contains("vacant");
    }

    @Test
    void an_area_without_such_a_post_goes_to_the_duty_desk_too() {
        AlertRouter.RoutingResult routed = route(posts("MEDIATION_LEAD=absent"), 150, Tier.YELLOW);

        assertThat(routed.owner().holder().kind()).isEqualTo(PostKind.LABOUR_DUTY_DESK);
        assertThat(routed.owner().reason()).isEqualTo(AlertRouter.AssignmentReason.NO_SUCH_POST);
    }

    @Test
    void an_empty_duty_desk_is_an_alarm_as_well_and_still_the_owner() {
        AlertRouter.RoutingResult routed =
                route(posts("LABOUR_OFFICE_HEAD=nobody", "LABOUR_DUTY_DESK=nobody"), 300, Tier.RED);

        assertThat(routed.owner().holder().kind()).isEqualTo(PostKind.LABOUR_DUTY_DESK);
        assertThat(routed.unstaffed())
                .extracting(AlertRouter.UnstaffedPost::post)
                .containsExactly("LABOUR_OFFICE_HEAD", "LABOUR_DUTY_DESK");
    }

    @Test
    void an_empty_desk_passes_to_the_next_one_where_somebody_is() {
        PostDirectory posts = new PostDirectory(List.of(
                post(PostKind.LABOUR_DUTY_DESK, "", "0"),
                post(PostKind.LABOUR_DUTY_DESK, BANTIAN, "440307013", "LABOUR_DUTY_DESK=nobody")));

        AlertRouter.RoutingResult routed = route(posts, 300, Tier.RED);

        assertThat(routed.owner().holder().areaCode()).isEqualTo("0");
        assertThat(routed.owner().holder().username()).isPresent();
    }

    @Property(tries = 300)
    void there_is_always_exactly_one_owner(
            @ForAll @IntRange(max = 50_000) int headcount,
            @ForAll("alertingTiers") Tier tier,
            @ForAll("absences") List<String> absences,
            @ForAll("areas") String area) {
        AlertRouter.RoutingResult routed = route(posts(absences.toArray(String[]::new)), headcount, tier, area);

        assertThat(routed.owner().holder()).isNotNull();
        assertThat(routed.route()).isPresent();
        assertThat(routed.copies())
                .extracting(told -> told.holder().postId())
                .doesNotHaveDuplicates()
                .doesNotContain(routed.owner().holder().postId());
        boolean somebody = routed.owner().holder().username().isPresent();
        assertThat(somebody || !routed.unstaffed().isEmpty())
                .as("somebody answers, or an alarm says nobody does")
                .isTrue();
    }

    /** People fall ill, cover for one another and have night duty: at every moment exactly one answers, or an alarm says so. */
    @Property(tries = 500)
    void whoever_is_away_there_is_exactly_one_owner(
            @ForAll @IntRange(max = 50_000) int headcount,
            @ForAll("alertingTiers") Tier tier,
            @ForAll("absences") List<String> empty,
            @ForAll("away") List<PostDirectory.AbsencePeriod> away,
            @ForAll("duties") List<String> duties,
            @ForAll("areas") String area,
            @ForAll @IntRange(min = -200, max = 200) int hours) {
        List<PostDirectory.Post> all = all(empty.toArray(String[]::new));
        List<PostDirectory.Shift> shifts = all.stream()
                .filter(post -> duties.contains(post.kind().name()))
                .map(post -> new PostDirectory.Shift(
                        post.id(), "duty." + post.kind(), AT.minusSeconds(90_000), AT.plusSeconds(90_000)))
                .toList();
        PostDirectory book = new PostDirectory(all, away, shifts);
        Instant at = AT.plusSeconds(3_600L * hours);

        AlertRouter.RoutingResult routed = route(book, headcount, tier, area, at);

        String owner = routed.owner().holder().username().orElse(null);
        if (owner == null) assertThat(routed.unstaffed()).isNotEmpty();
        else assertThat(book.isAway(owner, at)).as(owner + " is there").isFalse();
        assertThat(routed.copies())
                .extracting(told -> told.holder().postId())
                .doesNotHaveDuplicates()
                .doesNotContain(routed.owner().holder().postId());
        assertThat(route(book, headcount, tier, area, at).owner()).isEqualTo(routed.owner());
    }

    @Provide
    Arbitrary<List<PostDirectory.AbsencePeriod>> away() {
        Arbitrary<String> people = Arbitraries.of(PostKind.class)
                .flatMap(kind -> Arbitraries.of("holder.", "stand-in.", "duty.").map(who -> who + kind));
        Arbitrary<Instant> moments =
                Arbitraries.integers().between(-200, 200).map(hours -> AT.plusSeconds(3_600L * hours));
        return Combinators.combine(
                        people,
                        people.optional(),
                        moments,
                        Arbitraries.integers().between(1, 200))
                .as((who, cover, from, hours) ->
                        new PostDirectory.AbsencePeriod(who, from, from.plusSeconds(3_600L * hours), cover))
                .list()
                .ofMaxSize(25);
    }

    @Provide
    Arbitrary<List<String>> duties() {
        return Arbitraries.of(PostKind.class)
                .map(PostKind::name)
                .list()
                .uniqueElements()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<Tier> alertingTiers() {
        return Arbitraries.of(Tier.BLUE, Tier.YELLOW, Tier.ORANGE, Tier.RED);
    }

    @Provide
    Arbitrary<List<String>> absences() {
        return Arbitraries.of(PostKind.class)
                .flatMap(kind -> Arbitraries.of("nobody", "stand-in", "absent").map(how -> kind + "=" + how))
                .list()
                .uniqueElements(entry -> entry.split("=")[0])
                .ofMaxSize(10);
    }

    @Provide
    Arbitrary<String> areas() {
        return Arbitraries.of(GRID, WUHE, BANTIAN, "4403.440304.", "0.", "US.US-CA.");
    }

    private static AlertRouter.RoutingResult route(PostDirectory posts, int headcount, Tier tier) {
        return route(posts, headcount, tier, GRID);
    }

    private static AlertRouter.RoutingResult route(PostDirectory posts, int headcount, Tier tier, String area) {
        return route(posts, headcount, tier, area, AT);
    }

    private static AlertRouter.RoutingResult route(
            PostDirectory posts, int headcount, Tier tier, String area, Instant at) {
        var assessor = ShenzhenRuleBase.assessor();
        Assessment assessment = new Assessment(
                UUID.randomUUID(),
                Dimension.LABOUR,
                AT,
                assessor.release().id(),
                headcount,
                50,
                tier,
                1,
                List.of(),
                null);
        return new AlertRouter(assessor.release(), assessor.engine(), posts, at).route(assessment, area);
    }

    /** Every post of Bantian and of one community, held, unless "KIND=nobody", "KIND=stand-in" or "KIND=absent". */
    private static PostDirectory posts(String... exceptions) {
        return new PostDirectory(all(exceptions));
    }

    private static List<PostDirectory.Post> all(String... exceptions) {
        List<PostDirectory.Post> posts = new ArrayList<>();
        posts.add(post(PostKind.LABOUR_DUTY_DESK, "", "0", exceptions));
        for (PostKind kind : PostKind.values()) {
            if (List.of(exceptions).contains(kind + "=absent")) continue;
            String area =
                    switch (kind) {
                        case MEDIATION_LEAD, CARE_TEAM -> WUHE;
                        case INFORMATION_OFFICER -> GRID;
                        case DISTRICT_HR -> "4403.440307.";
                        case LABOUR_OFFICE_HEAD,
                                LABOUR_DUTY_OFFICER,
                                LABOUR_DUTY_DESK,
                                SUBDISTRICT_LEADER,
                                TRADE_UNION,
                                GOVERNANCE_CENTRE -> BANTIAN;
                    };
            posts.add(post(kind, area, area, exceptions));
        }
        return posts;
    }

    private static PostDirectory.Post post(PostKind kind, String path, String code, String... exceptions) {
        List<PostDirectory.Holding> holdings = new ArrayList<>();
        List<String> given = List.of(exceptions);
        if (!given.contains(kind + "=nobody")) {
            if (!given.contains(kind + "=stand-in")) {
                holdings.add(new PostDirectory.Holding("holder." + kind, false, Instant.EPOCH, null));
            }
            holdings.add(new PostDirectory.Holding("stand-in." + kind, true, Instant.EPOCH, null));
        }
        BilingualText name = new BilingualText(kind + " zh", kind + " en");
        return new PostDirectory.Post(
                UUID.nameUUIDFromBytes((kind + path).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                kind,
                name,
                code,
                path,
                holdings);
    }
}
