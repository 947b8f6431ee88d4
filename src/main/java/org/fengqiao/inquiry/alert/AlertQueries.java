package org.fengqiao.inquiry.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlertClock;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.alerting.AlertState;
import org.fengqiao.assessment.Finding;
import org.fengqiao.assessment.Reasons;
import org.fengqiao.assessment.store.FindingsCodec;
import org.fengqiao.inquiry.AreaRef;
import org.fengqiao.inquiry.Cursor;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Tier;
import org.fengqiao.policy.publication.Releases;

/** Alerts, gravest first. */
@ApplicationScoped
public class AlertQueries {
    private static final String ORDER = AlertFilter.ORDER.formatted("a", "a", "a.id");

    /** The page is selected first; names, clocks and the assessment are joined to its rows only. */
    private static final String DETAILS = """
             as relation, e.name as enterprise, p.kind as post_kind, p.zh as post_zh, p.en as post_en, %s,
                s.findings, s.release_id as findings_release, c.clocks
            from page a
            join enterprise e on e.id = a.enterprise_id
            join post p on p.id = a.owner_post
            left join lateral (
                select h.findings, h.release_id from %s h
                where h.enterprise_id = a.enterprise_id and h.dimension = a.dimension and h.assessed_at <= a.tier_since
                order by h.assessed_at desc limit 1) s on true
            left join lateral (
                select json_agg(json_build_object('step', k.step, 'duration', k.duration,
                    'startedAt', k.started_at, 'dueAt', k.due_at, 'metAt', k.completed_at,
                    'metBy', coalesce((select display_name from account where username = k.completed_by), k.completed_by),
                    'stoppedAt', k.stopped_at, 'stopReason', k.stop_reason)
                    order by array_position(array['ack', 'contact', 'enterprise', 'plan', 'close'], k.step)) as clocks
                from (select distinct on (step) * from alert_clock where alert_id = a.id
                    order by step, started_at desc) k) c on true
            """;

    private static final TypeReference<List<AlertClock>> CLOCKS = new TypeReference<>() {};

    private final DataSource database;
    private final Releases releases;
    private final ObjectMapper json;
    private final InstantSource clock;

    AlertQueries(DataSource database, Releases releases, ObjectMapper json, InstantSource clock) {
        this.database = database;
        this.releases = releases;
        this.json = json;
        this.clock = clock;
    }

    /** The properties that determine who may see an alert. */
    public record Visibility(Dimension dimension, String areaPath) {}

    public CursorPage<AlertSummary> list(AlertFilter filter, String cursor, int limit) {
        return CursorPage.of(
                page(filter, Cursor.parse(cursor, 3), limit + 1).list(database, this::summary),
                limit,
                alert -> Cursor.of(alert.tier().ordinal(), (float) alert.score(), alert.id()));
    }

    public static SqlQuery page(AlertFilter filter, Cursor after, int rows) {
        return dressed(filter.first(after, rows), filter.dimension(), filter.relation())
                .add(ORDER);
    }

    /** Alerts that another query selects, in the order of its column {@code place}. */
    public List<AlertSummary> of(SqlQuery selected, Dimension dimension) {
        return dressed(selected, dimension, new SqlQuery("null"))
                .add(" order by a.place")
                .list(database, this::summary);
    }

    public Map<Tier, Integer> countsByTier(AlertFilter filter) {
        Map<Tier, Integer> counts = new EnumMap<>(Tier.class);
        counts(filter).list(database, rows -> counts.put(Tier.values()[rows.getInt(1)], rows.getInt(2)));
        return counts;
    }

    public static SqlQuery counts(AlertFilter filter) {
        return filter.all().wrap("select severity, count(*) from (", ") wanted group by severity");
    }

    public Optional<Visibility> locate(UUID id) {
        return new SqlQuery("select dimension, area_path from alert where id = ?", id)
                .first(database, rows -> new Visibility(dimension(rows), rows.getString("area_path")));
    }

    /** @param dimension the one {@link #locate} gave */
    Optional<AlertSummary> find(UUID id, Dimension dimension) {
        return byId(id, dimension).first(database, this::summary);
    }

    public static SqlQuery byId(UUID id, Dimension dimension) {
        return dressed(new SqlQuery("select a.* from alert a where a.id = ?", id), dimension, new SqlQuery("null"));
    }

    private static SqlQuery dressed(SqlQuery page, Dimension dimension, SqlQuery relation) {
        String history = dimension == Dimension.CARE ? "care.assessment_all" : "assessment_all";
        return page.wrap("with page as (", ") select a.*, ")
                .add(relation)
                .add(DETAILS.formatted(AreaRef.columns("a.area_path"), history));
    }

    private AlertSummary summary(ResultSet rows) throws SQLException {
        Release release = releases.byId(rows.getString("release_id"));
        Dimension dimension = dimension(rows);
        Tier tier = Tier.valueOf(rows.getString("tier"));
        AlertState state = AlertState.valueOf(rows.getString("state"));
        AlertOutcome outcome =
                rows.getString("outcome") == null ? null : AlertOutcome.valueOf(rows.getString("outcome"));
        String relation = rows.getString("relation");
        return new AlertSummary(
                rows.getObject("id", UUID.class),
                dimension.code(),
                tier,
                release.label(dimension, tier),
                Math.round(rows.getFloat("score") * 100) / 100.0,
                state,
                stateLabel(state, outcome),
                outcome,
                relation == null ? null : AlertSummary.Relation.valueOf(relation),
                Jdbc.instant(rows, "raised_at"),
                Jdbc.instant(rows, "tier_since"),
                Jdbc.instant(rows, "closed_at"),
                rows.getObject("enterprise_id", UUID.class),
                rows.getString("enterprise"),
                rows.getInt("headcount"),
                AreaRef.read(rows),
                new AlertSummary.Owner(
                        rows.getObject("owner_post", UUID.class),
                        rows.getString("post_kind"),
                        new BilingualText(rows.getString("post_zh"), rows.getString("post_en")),
                        rows.getString("owner_username"),
                        rows.getString("owner_reason")),
                reason(rows, release.label(dimension, tier)),
                new BilingualText(rows.getString("why_zh"), rows.getString("why_en")),
                rows.getString("route_id"),
                rows.getString("release_id"),
                clocks(rows.getString("clocks")));
    }

    private static BilingualText stateLabel(AlertState state, AlertOutcome outcome) {
        if (outcome == null) return state.text();
        return Messages.text(
                "state.withOutcome", Map.of("state", state.text(), "outcome", Messages.text("outcome." + outcome)));
    }

    private BilingualText reason(ResultSet rows, BilingualText fallback) throws SQLException {
        byte[] packed = rows.getBytes("findings");
        if (packed == null) return fallback;
        List<Finding> findings = FindingsCodec.decode(packed, releases.byId(rows.getString("findings_release")));
        int headcount = rows.getInt("headcount");
        return Reasons.gravest(findings).stream()
                .findFirst()
                .map(finding -> Reasons.of(finding, headcount))
                .orElse(fallback);
    }

    private List<AlertSummary.Clock> clocks(String text) {
        try {
            if (text == null) return List.of();
            Instant now = clock.instant();
            return json.readValue(text, CLOCKS).stream()
                    .map(each -> AlertSummary.Clock.of(each, now))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Dimension dimension(ResultSet rows) throws SQLException {
        return Dimension.valueOf(rows.getString("dimension").toUpperCase(Locale.ROOT));
    }
}
