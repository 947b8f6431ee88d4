package org.fengqiao.alerting.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.fengqiao.alerting.Notice;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Masking;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostStore;

/** Which alerts a silence matches, by {@link Silence#matches} as everywhere; at most {@value #MOST} are looked at. */
@ApplicationScoped
class SilenceMatches {
    private static final int MOST = 10_000;

    private static final String COLUMNS =
            "select enterprise_id, area_path, dimension, tier, rules, indicators, owner_post from alert";

    private final DataSource database;
    private final PostStore posts;

    SilenceMatches(DataSource database, PostStore posts) {
        this.database = database;
        this.posts = posts;
    }

    /** An alert that a silence matches. */
    record Match(Silence.SilenceSubject subject, UUID ownerPost) {}

    /** @param complete false when there are more alerts than were looked at */
    record Matches(List<Match> alerts, boolean complete) {
        boolean areMoreThan(int most) {
            return alerts.size() > most || !complete;
        }
    }

    /** The open alerts that it matches. */
    Matches open(Silence silence) {
        return matches(silence, alerts(silence, " and closed_at is null"));
    }

    /** Those, open or closed, that got their tier since a moment. Each half reads an index of its own. */
    Matches arrived(Silence silence, Instant since) {
        SqlQuery open = alerts(silence, " and closed_at is null and tier_since > ?", since);
        SqlQuery closed = alerts(silence, " and closed_at > ? and tier_since > ?", since, since);
        return matches(silence, open.wrap("(", ") union all (").add(closed).add(")"));
    }

    SilenceService.SilencePreview preview(Silence silence, BilingualText refusal, Instant now) {
        Matches open = open(silence);
        Instant since = now.minus(Duration.between(now, silence.endsAt).abs());
        Matches arrived = arrived(silence, since);
        Map<Tier, Long> byTier = open.alerts().stream()
                .collect(Collectors.groupingBy(
                        match -> match.subject().tier(), () -> new EnumMap<>(Tier.class), Collectors.counting()));
        return new SilenceService.SilencePreview(
                open.alerts().size(),
                byTier,
                arrived.alerts().size(),
                since,
                !open.complete() || !arrived.complete(),
                refusal);
    }

    /** To each post that owns an open alert it matches, but for the author's own. */
    List<Notice> notices(Silence silence, Instant now) {
        PostDirectory directory = posts.directory();
        return open(silence).alerts().stream()
                .map(Match::ownerPost)
                .distinct()
                .filter(post -> !directory.answersFor(post, silence.author, now))
                .map(post -> notice(silence, post, directory, now))
                .toList();
    }

    private static Notice notice(Silence silence, UUID post, PostDirectory directory, Instant now) {
        BilingualText why =
                Messages.text("why.SILENCED", Map.of("until", silence.endsAt, "reason", Masking.mask(silence.reason)));
        Optional<String> username = directory.assignmentOf(post, now).flatMap(PostAssignment::username);
        return new Notice(Notice.Kind.SILENCED, null, post, username, silence.maxTier, why);
    }

    private static SqlQuery alerts(Silence silence, String when, Object... given) {
        return new SqlQuery(COLUMNS)
                .add(" where dimension = ? and severity <= ?", silence.dimension, silence.maxTier.ordinal())
                .addIf(silence.enterpriseId != null, " and enterprise_id = ?", silence.enterpriseId)
                .addIf(silence.enterpriseId == null, " and area_path like ?", silence.areaPath + "%")
                .add(when, given)
                .add(" limit ?", MOST + 1);
    }

    private Matches matches(Silence silence, SqlQuery query) {
        List<Match> all = query.list(database, SilenceMatches::match);
        List<Match> matching =
                all.stream().filter(match -> silence.matches(match.subject())).toList();
        return new Matches(matching, all.size() <= MOST);
    }

    private static Match match(ResultSet row) throws SQLException {
        return new Match(SilenceQueries.subject(row), row.getObject("owner_post", UUID.class));
    }
}
