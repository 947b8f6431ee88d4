package org.fengqiao.pages.desk;

import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.inquiry.PostQueries;
import org.fengqiao.inquiry.PostSummary;
import org.fengqiao.inquiry.alert.AlertSummary;
import org.fengqiao.inquiry.desk.DeskFilter;
import org.fengqiao.inquiry.desk.DeskQueries;
import org.fengqiao.inquiry.desk.DeskSection;
import org.fengqiao.inquiry.desk.DeskSort;
import org.fengqiao.pages.shell.PageFrame;
import org.fengqiao.pages.shell.PageWording;
import org.fengqiao.pages.shell.Pager;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.DimensionAccess;
import org.fengqiao.policy.Tier;
import org.fengqiao.policy.publication.Releases;

/** Gathers the list of a desk: its sections, filters, rows and pages. */
@RequestScoped
class DeskView {
    private static final Set<Role> REVIEWERS = EnumSet.of(
            Role.MEDIATION_LEAD,
            Role.LABOUR_OFFICER,
            Role.LABOUR_OFFICE_HEAD,
            Role.SUBDISTRICT_LEADER,
            Role.DISTRICT_HR);

    /** In these, whoever holds posts sees nothing but what those own. */
    private static final Set<DeskSection> OWN =
            EnumSet.of(DeskSection.ACT, DeskSection.MINE, DeskSection.HELD, DeskSection.CLOSED);

    private final DeskQueries desk;
    private final PostQueries posts;
    private final Releases releases;
    private final PageFrame frame;
    private final Caller caller;
    private final InstantSource clock;
    private final Duration soon;

    private List<PostSummary> held;

    DeskView(
            DeskQueries desk,
            PostQueries posts,
            Releases releases,
            PageFrame frame,
            Caller caller,
            InstantSource clock,
            @ConfigProperty(name = "fengqiao.desk.soon") Duration soon) {
        this.desk = desk;
        this.posts = posts;
        this.releases = releases;
        this.frame = frame;
        this.caller = caller;
        this.clock = clock;
        this.soon = soon;
    }

    /** A link that changes one thing about the list; {@code count} is empty where nothing is counted. */
    public record Choice(String label, String count, String href, boolean chosen) {}

    /** A tier, by which the list can be narrowed. */
    public record TierChoice(Tier tier, BilingualText label, String count, String href, boolean chosen) {}

    /** The rows and what is left and right of the one that is open. */
    public record Listed(List<DeskRow> rows, String previous, String next) {}

    List<PostSummary> held() {
        if (held == null) held = posts.heldBy(caller.username());
        return held;
    }

    TemplateInstance fill(TemplateInstance page, DeskState state) {
        DeskFilter filter = filter(state);
        Map<DeskSection, Integer> counts = desk.sections(filter, sections());
        Map<Tier, Integer> tiers = desk.tiers(filter);
        int total = desk.total(filter);
        Listed listed = listed(state, filter);
        return page.data("sections", sections(state, counts))
                .data("section", state.wish().section().name())
                .data("tiers", tiers(state, tiers))
                .data("narrowedToTier", state.wish().tier() != null)
                .data("allTiers", state.list().without("tier", "page"))
                .data("sorts", sorts(state))
                .data("q", state.wish().text() == null ? "" : state.wish().text())
                .data("hidden", hidden(state))
                .data("rows", listed.rows())
                .data("previous", listed.previous())
                .data("next", listed.next())
                .data("list", state.list())
                .data("back", state.address().without("lang", "done").toString())
                .data("narrowed", state.wish().tier() != null || filter.hasText())
                .data("unfiltered", state.list().without("tier", "page", "q"))
                .data("pager", pager(state, listed.rows().size(), total));
    }

    DeskFilter filter(DeskState state) {
        return new DeskFilter(
                new DeskFilter.Reader(caller.username(), caller.areaPath(), !held().isEmpty(), clock.instant()),
                dimension(),
                state.wish(),
                clock.instant().plus(soon));
    }

    private Dimension dimension() {
        return Stream.of(Dimension.LABOUR, Dimension.CARE)
                .filter(dimension -> DimensionAccess.allows(caller, dimension))
                .findFirst()
                .orElseThrow();
    }

    private List<DeskSection> sections() {
        List<DeskSection> sections = new ArrayList<>(List.of(DeskSection.values()));
        if (held().isEmpty()) sections.remove(DeskSection.COPIED);
        if (REVIEWERS.stream().noneMatch(caller::hasRole)) sections.remove(DeskSection.CHECK);
        return sections;
    }

    List<Choice> sections(DeskState state) {
        return sections(state, desk.sections(filter(state), sections()));
    }

    private List<Choice> sections(DeskState state, Map<DeskSection, Integer> counts) {
        return sections().stream()
                .map(section -> new Choice(
                        label(section),
                        count(counts.getOrDefault(section, 0)),
                        state.list()
                                .without("tier", "q", "page")
                                .with("section", section.name().toLowerCase(Locale.ROOT))
                                .toString(),
                        section == state.wish().section()))
                .toList();
    }

    private String label(DeskSection section) {
        boolean own = !held().isEmpty();
        PageWording say = frame.wording();
        return switch (section) {
            case ACT -> say.choose("现在要办", "Act now");
            case MINE -> own ? say.choose("我负责的", "Mine") : say.choose("辖区全部", "All of my area");
            case COPIED -> say.choose("抄送我的", "Copied in");
            case CHECK -> say.choose("等我复核", "For my review");
            case HELD -> say.choose("暂缓通知", "Held back");
            case CLOSED -> say.choose("已关闭", "Closed");
        };
    }

    private static String count(int number) {
        return number > DeskQueries.MOST ? "%,d+".formatted(DeskQueries.MOST) : "%,d".formatted(number);
    }

    private List<TierChoice> tiers(DeskState state, Map<Tier, Integer> counts) {
        return Stream.of(Tier.values())
                .filter(Tier::alerts)
                .sorted(Comparator.reverseOrder())
                .filter(tier -> counts.isEmpty()
                        || counts.containsKey(tier)
                        || tier == state.wish().tier())
                .map(tier -> new TierChoice(
                        tier,
                        releases.live().label(dimension(), tier),
                        counts.isEmpty() ? "" : count(counts.getOrDefault(tier, 0)),
                        state.list()
                                .without("page")
                                .with("tier", tier.name().toLowerCase(Locale.ROOT))
                                .toString(),
                        tier == state.wish().tier()))
                .toList();
    }

    /** Whoever sees a whole city cannot have it sorted by clocks. */
    private List<Choice> sorts(DeskState state) {
        PageWording say = frame.wording();
        return Stream.of(DeskSort.values())
                .filter(sort -> sort != DeskSort.DUE || !held().isEmpty())
                .map(sort -> new Choice(
                        switch (sort) {
                            case GRAVE -> say.choose("等级高的在前", "Gravest first");
                            case DUE -> say.choose("先到期的在前", "Due first");
                            case NEW -> say.choose("新的在前", "Newest first");
                        },
                        "",
                        sort.name().toLowerCase(Locale.ROOT),
                        sort == state.wish().sort()))
                .toList();
    }

    /** What the form of the filters carries along unchanged. */
    private static List<Map.Entry<String, String>> hidden(DeskState state) {
        return Stream.of("section", "tier")
                .filter(name -> state.address().get(name) != null)
                .map(name -> Map.entry(name, state.address().get(name)))
                .toList();
    }

    private Listed listed(DeskState state, DeskFilter filter) {
        List<AlertSummary> found = desk.page(filter, state.page());
        List<DeskRow> rows = found.stream().map(alert -> row(alert, state)).toList();
        int open = IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).current())
                .findFirst()
                .orElse(-1);
        return new Listed(
                rows,
                open > 0 ? rows.get(open - 1).href() : null,
                open >= 0 && open < rows.size() - 1 ? rows.get(open + 1).href() : null);
    }

    /** A row after a step; empty if it is no longer the reader's to see. */
    Optional<DeskRow> row(UUID alert, DeskState state) {
        return desk.byIds(List.of(alert), filter(state)).stream().findFirst().map(found -> row(found, state));
    }

    private DeskRow row(AlertSummary alert, DeskState state) {
        boolean own = !held().isEmpty() && OWN.contains(state.wish().section());
        String href = state.opening(alert.id()).toString();
        return DeskRow.of(alert, frame.wording(), href, alert.id().equals(state.open()), own);
    }

    private Pager pager(DeskState state, int shown, int total) {
        PageWording say = frame.wording();
        int first = state.page() * DeskQueries.PAGE_SIZE;
        int last = first + shown;
        String text = say.choose(
                "第 " + (first + 1) + "–" + last + " 条，共 " + count(total) + " 条",
                (first + 1) + "–" + last + " of " + count(total));
        boolean more = last < Math.min(total, DeskQueries.MOST);
        return new Pager(
                text,
                state.page() == 0 ? null : state.list().without("page").toString(),
                more
                        ? state.list()
                                .with("page", String.valueOf(state.page() + 2))
                                .toString()
                        : null);
    }
}
