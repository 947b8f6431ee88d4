package org.fengqiao.pages.admin;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.fengqiao.alerting.AlertClock;
import org.fengqiao.inquiry.alert.AlertSummary;
import org.fengqiao.pages.desk.DeskRow;
import org.fengqiao.pages.shell.ClockText;
import org.fengqiao.pages.shell.PageFrame;
import org.fengqiao.pages.shell.PageWording;
import org.fengqiao.pages.shell.Pager;
import org.fengqiao.pages.shell.PointsBar;
import org.fengqiao.pages.shell.TimelineEntry;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.web.Language;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.policy.publication.Releases;

/** Every component in all its states: the first page to look at after a change of style. */
@Path("/styleguide")
@Produces(MediaType.TEXT_HTML)
@Blocking
class StyleguidePages {
    private static final List<Integer> POINTS = List.of(40, 25, 8);

    @Inject
    @Location("admin/styleguide")
    Template styleguide;

    @Inject
    PageFrame frame;

    @Inject
    Releases releases;

    /** A tier and its word. */
    public record TierSample(Tier tier, BilingualText label) {}

    @GET
    @Operation(hidden = true)
    @RolesAllowed(Roles.ADMINISTRATOR)
    public TemplateInstance styleguide() {
        PageWording say = frame.wording();
        Language language = say.language();
        return frame.page(styleguide)
                .data("tiers", tiers())
                .data("clocks", clocks(say))
                .data("rows", rows(say))
                .data("bars", bars(language))
                .data("entries", entries(say))
                .data("now", say.now())
                .data("yearAgo", say.now().minus(Duration.ofDays(400)))
                .data(
                        "pager",
                        new Pager(
                                language.choose("第 51–100 条，共 213 条", "51–100 of 213"), "/styleguide", "/styleguide"));
    }

    private List<TierSample> tiers() {
        return Arrays.stream(Tier.values())
                .sorted(Comparator.reverseOrder())
                .map(tier -> new TierSample(tier, releases.live().label(Dimension.LABOUR, tier)))
                .toList();
    }

    private static List<ClockText> clocks(PageWording say) {
        Instant now = say.now();
        return List.of(
                say.clock(clock("PT40H", now.minus(Duration.ofHours(10)), now.plus(Duration.ofHours(30)), now)),
                say.clock(clock("PT2H", now.minus(Duration.ofMinutes(108)), now.plus(Duration.ofMinutes(12)), now)),
                say.clock(clock("PT24H", now.minus(Duration.ofHours(27)), now.minus(Duration.ofHours(3)), now)),
                say.clock(clock("WP5D", now, null, now)),
                new ClockText(
                        say.choose("签收", "Acknowledge"),
                        ClockText.State.MET,
                        say.choose("按时完成", "done in time"),
                        0,
                        now),
                new ClockText(
                        say.choose("签收", "Acknowledge"),
                        ClockText.State.STOPPED,
                        say.choose("已停止", "stopped"),
                        0,
                        null));
    }

    private static AlertSummary.Clock clock(String duration, Instant from, Instant to, Instant now) {
        return AlertSummary.Clock.of(new AlertClock("ack", duration, from, to, null, null, null, null), now);
    }

    private List<DeskRow> rows(PageWording say) {
        List<ClockText> clocks = clocks(say);
        List<TierSample> tiers = tiers();
        return IntStream.range(0, tiers.size())
                .mapToObj(i -> new DeskRow(
                        UUID.nameUUIDFromBytes(new byte[] {(byte) i}),
                        tiers.get(i).tier(),
                        tiers.get(i).label(),
                        say.choose("深圳市某某精密电子有限公司", "Some Precision Electronics Co., Ltd."),
                        say.heads(320 * i),
                        say.choose("坂田街道 岗头社区", "Bantian, Gangtou"),
                        say.choose(
                                "拖欠工资已46天，涉及32人；另有两起集体争议在调解中，企业账户被冻结。",
                                "Wages are 46 days late for 32 employees; two collective disputes are in mediation and an account is frozen."),
                        say.state("RAISED"),
                        i < 4 ? clocks.get(i) : null,
                        say.choose("劳动办负责人", "Head of the labour office"),
                        "/styleguide",
                        i == 1))
                .toList();
    }

    private static List<PointsBar> bars(Language language) {
        return PointsBar.of(
                POINTS,
                Integer::doubleValue,
                (given, points, from, share) -> new PointsBar(
                        language.choose("拖欠工资已46天，涉及32人。", "Wages are 46 days late for 32 employees."),
                        points,
                        from,
                        share,
                        given == 40,
                        language.choose(
                                "劳动监察 · 3天前得知 · 《保障农民工工资支付条例》第三条",
                                "Labour inspection · learnt 3 days ago · Regulation on Wage Payment, Art. 3")));
    }

    private static List<TimelineEntry> entries(PageWording say) {
        Language language = say.language();
        Instant now = say.now();
        return List.of(
                new TimelineEntry(
                        now.minus(Duration.ofMinutes(20)),
                        language.choose(
                                "王敏（劳动办负责人）登记了电话联系。",
                                "Wang Min (head of the labour office) recorded a telephone call."),
                        language.choose("老板承诺周五发放八月工资。", "The owner promised to pay August wages on Friday."),
                        List.of(new TimelineEntry.FileLink(say.choose("现场照片.jpg", "photo.jpg"), "/styleguide"))),
                new TimelineEntry(
                        now.minus(Duration.ofHours(2)),
                        language.choose("预警产生。", "The alert was raised."),
                        null,
                        List.of()));
    }
}
