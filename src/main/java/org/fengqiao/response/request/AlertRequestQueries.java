package org.fengqiao.response.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;

/** Lists of requests: of an alert, and those that wait for somebody's answer. */
@ApplicationScoped
public class AlertRequestQueries {
    private static final int MOST = 200;

    private static final String COLUMNS = """
            select r.*, a.tier, e.name as enterprise, f.zh as from_zh, f.en as from_en, p.zh as asked_zh, p.en as asked_en,
                c.zh as climbed_zh, c.en as climbed_en
            from alert_request r join alert a on a.id = r.alert_id join enterprise e on e.id = a.enterprise_id
            join post f on f.id = r.from_post join post p on p.id = r.asked_post
            left join lateral (select array_agg(u.zh order by t.no) as zh, array_agg(u.en order by t.no) as en
                from unnest(r.climbed_to) with ordinality as t(id, no) join post u on u.id = t.id) c on true""";

    /** Each half is read and limited on its own index. An offer of an alert that has another owner now waits for nobody. */
    private static final String WAITING = """
             where r.id in ((select id from alert_request where ended_at is null and asked_post = any(?)
                    order by due_at limit ?)
                union (select id from alert_request where ended_at is null and climbed_to && ? limit ?))
                and a.closed_at is null and (r.kind <> 'TRANSFER' or r.from_post = a.owner_post)
            order by r.due_at, r.id limit ?""";

    private final DataSource database;

    AlertRequestQueries(DataSource database) {
        this.database = database;
    }

    /** All of an alert, the latest first. */
    public List<AlertRequestView> ofAlert(UUID alert) {
        return new SqlQuery(COLUMNS)
                .add(" where r.alert_id = ? order by r.requested_at desc, r.id desc limit ?", alert, MOST)
                .list(database, AlertRequestQueries::view);
    }

    /** What waits for an answer of one of these posts, the most urgent first. */
    public List<AlertRequestView> waitingFor(Set<UUID> posts) {
        UUID[] ids = posts.toArray(UUID[]::new);
        return new SqlQuery(COLUMNS).add(WAITING, ids, MOST, ids, MOST, MOST).list(database, AlertRequestQueries::view);
    }

    private static AlertRequestView view(ResultSet row) throws SQLException {
        return new AlertRequestView(
                row.getObject("id", UUID.class),
                row.getObject("alert_id", UUID.class),
                row.getString("enterprise"),
                Tier.valueOf(row.getString("tier")),
                RequestKind.valueOf(row.getString("kind")),
                RequestState.valueOf(row.getString("state")),
                post(row, "from_post", "from"),
                row.getString("requested_by"),
                Jdbc.instant(row, "requested_at"),
                post(row, "asked_post", "asked"),
                row.getString("reason"),
                Jdbc.instant(row, "due_at"),
                climbedTo(row),
                Jdbc.instant(row, "ended_at"),
                row.getString("ended_by"),
                row.getString("answer"));
    }

    private static AlertRequestView.RequestPost post(ResultSet row, String id, String name) throws SQLException {
        return new AlertRequestView.RequestPost(
                row.getObject(id, UUID.class),
                new BilingualText(row.getString(name + "_zh"), row.getString(name + "_en")));
    }

    private static List<AlertRequestView.RequestPost> climbedTo(ResultSet row) throws SQLException {
        UUID[] ids = (UUID[]) row.getArray("climbed_to").getArray();
        if (ids.length == 0) return List.of();
        String[] zh = (String[]) row.getArray("climbed_zh").getArray();
        String[] en = (String[]) row.getArray("climbed_en").getArray();
        AlertRequestView.RequestPost[] posts = new AlertRequestView.RequestPost[ids.length];
        for (int i = 0; i < ids.length; i++)
            posts[i] = new AlertRequestView.RequestPost(ids[i], new BilingualText(zh[i], en[i]));
        return Arrays.asList(posts);
    }
}
