package org.fengqiao.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.fengqiao.policy.Tier;

/**
 * A city with very many alerts, written in bulk: 660 communities in 66 sub-districts, each with its posts; enterprises that
 * concentrate in a few communities; four alerts per enterprise, the last one mostly open, with copies, clocks, events and
 * notifications.
 */
public final class AlertDataset {
    /** Marks the database that it filled. */
    private static final String MARK = "bench:alerts";

    private static final int SUBDISTRICTS = 66;
    private static final int COMMUNITIES = 10 * SUBDISTRICTS;
    private static final int AT_A_TIME = 50_000;

    private AlertDataset() {}

    /** The lead of a community; community 0 has the most enterprises. */
    public static String lead(int community) {
        return "bench.lead." + code(community);
    }

    public static String head(int community) {
        return "bench.head." + code(community).substring(0, 5);
    }

    public static String pathOfCommunity(int community) {
        return pathOfSubdistrict(community) + code(community) + ".";
    }

    public static String pathOfSubdistrict(int community) {
        return "4403." + code(community).substring(0, 5) + ".";
    }

    public static int communities() {
        return COMMUNITIES;
    }

    private static String code(int community) {
        return "B%04d%02d".formatted(community / 10, community % 10);
    }

    /** Whether a database holds this city already, or no enterprises at all. */
    public static boolean isFillable(DataSource database) {
        return BenchDatabase.count(database, "select count(*) from source where code = '" + MARK + "'") > 0
                || BenchDatabase.count(database, "select count(*) from enterprise") == 0;
    }

    public static long alerts(DataSource database) {
        return BenchDatabase.count(database, "select count(*) from alert");
    }

    /** @param route one of the release's routes, which all alerts name */
    public static void fill(
            DataSource database, int alerts, String release, String route, Instant now, LongConsumer progress) {
        BenchDatabase.execute(database, "insert into source (code, kind) values ('" + MARK + "', 'AUTHORITY')");
        for (String sql : List.of(AREAS, POSTS, HOLDINGS)) BenchDatabase.execute(database, sql, Timestamp.from(now));
        int enterprises = Math.max(1, alerts / 4);
        inParts(enterprises, (from, to) -> {
            BenchDatabase.execute(database, ENTERPRISES, Timestamp.from(now), Timestamp.from(now), from, to - 1);
            BenchDatabase.execute(database, ASSESSMENTS, Timestamp.from(now), release, from, to - 1);
            progress.accept(0);
        });
        inParts(alerts, (from, to) -> {
            BenchDatabase.execute(
                    database,
                    ALERTS.formatted(
                            Tier.RED.ordinal(), Tier.ORANGE.ordinal(), Tier.YELLOW.ordinal(), Tier.BLUE.ordinal()),
                    enterprises,
                    enterprises,
                    enterprises,
                    Timestamp.from(now),
                    route,
                    release,
                    from,
                    to - 1);
            for (String sql : List.of(COPIES, CLOCKS, EVENTS, NOTICES))
                BenchDatabase.execute(database, sql, from, to - 1);
            progress.accept(to);
        });
        vacuum(database);
    }

    private interface Part {
        void of(int from, int to);
    }

    private static void inParts(int all, Part part) {
        for (int from = 0; from < all; from += AT_A_TIME) part.of(from, Math.min(all, from + AT_A_TIME));
    }

    private static final String AREAS = """
            insert into area (id, code, level, zh, en, parent_code, path, valid_from)
            select gen_random_uuid(), 'B' || lpad(i::text, 4, '0'), 'SUBDISTRICT', '街道' || i, 'Street ' || i, '4403',
                '4403.B' || lpad(i::text, 4, '0') || '.', (?::timestamptz - interval '9 years')::date
            from generate_series(0, 65) i
            union all
            select gen_random_uuid(), 'B' || lpad((i / 10)::text, 4, '0') || lpad((i % 10)::text, 2, '0'), 'COMMUNITY',
                '社区' || i, 'Community ' || i, 'B' || lpad((i / 10)::text, 4, '0'),
                '4403.B' || lpad((i / 10)::text, 4, '0') || '.B' || lpad((i / 10)::text, 4, '0')
                    || lpad((i % 10)::text, 2, '0') || '.', date '2000-01-01'
            from generate_series(0, 659) i""";

    private static final String POSTS = """
            insert into post (id, kind, area_code, area_path, zh, en)
            select md5('bench post ' || k.kind || a.code)::uuid, k.kind, a.code, a.path, k.kind, k.kind
            from area a join (values ('MEDIATION_LEAD', 'COMMUNITY'), ('LABOUR_OFFICE_HEAD', 'SUBDISTRICT'),
                ('SUBDISTRICT_LEADER', 'SUBDISTRICT')) k (kind, level) on k.level = a.level
            where a.code ~ '^B[0-9]+$' and a.valid_from <= ?::timestamptz::date""";

    private static final String HOLDINGS = """
            insert into post_holding (id, post_id, username, stand_in, valid_from)
            select gen_random_uuid(), p.id, 'bench.' || case p.kind when 'MEDIATION_LEAD' then 'lead.'
                when 'LABOUR_OFFICE_HEAD' then 'head.' else 'leader.' end || p.area_code, false,
                ?::timestamptz - interval '1 year'
            from post p where p.area_code ~ '^B[0-9]+$'""";

    /** Half of the enterprises are in a quarter of the communities. */
    private static final String ENTERPRISES = """
            insert into enterprise (id, name, area_code, area_path, headcount, headcount_known, created_at, updated_at)
            select md5('bench enterprise ' || i)::uuid, '压测企业' || i, a.code, a.path,
                case when i % 20 = 0 then 500 when i % 20 < 7 then 150 else 40 end, true, ?::timestamptz, ?::timestamptz
            from generate_series(?::int, ?::int) i
            join area a on a.code = (select 'B' || lpad((c / 10)::text, 4, '0') || lpad((c % 10)::text, 2, '0')
                from (select floor(660 * power((i::bigint * 7919 %% 100003) / 100003.0, 2))::int as c) x)
                and a.valid_to is null""".replace("%%", "%");

    private static final String ASSESSMENTS = """
            insert into assessment (enterprise_id, dimension, assessed_at, release_id, headcount, score, tier,
                completeness, findings, area_path)
            select e.id, 'labour', ?::timestamptz - interval '3 years', ?, e.headcount, 50, 'YELLOW', 1, '', e.area_path
            from generate_series(?::int, ?::int) i join enterprise e on e.id = md5('bench enterprise ' || i)::uuid""";

    private static final String ALERTS = """
            insert into alert (id, enterprise_id, dimension, episode, tier, severity, score, state, raised_at, tier_since,
                acknowledged_at, contacted_at, planned_at, closed_at, outcome, closed_by, area_path, headcount, owner_post,
                owner_username, owner_reason, route_id, release_id, why_zh, why_en, lead_rule, rules, source)
            select md5('bench alert ' || x.i)::uuid, e.id, 'labour', x.episode, x.tier,
                case x.tier when 'RED' then %d when 'ORANGE' then %d when 'YELLOW' then %d else %d end,
                20 + (x.i::bigint * 7919 %% 7000) / 100.0, case when x.open then 'RAISED' else 'CLOSED' end, x.at, x.at,
                case when not x.open then x.at + interval '20 minutes' end,
                case when not x.open then x.at + interval '5 hours' end,
                case when not x.open then x.at + interval '1 day' end,
                case when not x.open then x.at + interval '6 days' end,
                case when not x.open then case when x.i %% 10 < 6 then 'AVERTED' when x.i %% 10 < 8 then 'HAPPENED'
                    else 'FALSE_ALARM' end end,
                case when not x.open then h.username end, e.area_path, e.headcount, p.id, h.username, 'HOLDS_THE_POST',
                x.route, x.release, '本社区100人以上企业', 'an enterprise of your community with 100 or more',
                'WAG01-1', array['WAG01-1'], 'HR'
            from (select i, i %% ? as firm, i / ? + 1 as episode, i / ? = 3 and i %% 5 < 4 as open,
                    ?::timestamptz - interval '600 days' + (i::bigint * 104729 %% 1000003) / 1000003.0 * interval '590 days'
                        as at,
                    ?::text as route, ?::text as release,
                    case when i %% 100 < 4 then 'RED' when i %% 100 < 15 then 'ORANGE' when i %% 100 < 45 then 'YELLOW'
                        else 'BLUE' end as tier
                from generate_series(?::int, ?::int) i) x
            join enterprise e on e.id = md5('bench enterprise ' || x.firm)::uuid
            join post p on p.id = md5('bench post ' || case when e.headcount >= 300 then 'LABOUR_OFFICE_HEAD'
                || left(e.area_code, 5) else 'MEDIATION_LEAD' || e.area_code end)::uuid
            join post_holding h on h.post_id = p.id""";

    /** Copies red and orange alerts to the head, those of large enterprises to the lead, red ones to the sub-district leader. */
    private static final String COPIES = """
            insert into alert_copy (alert_id, post_id, username, reason)
            select a.id, p.id, h.username, 'HOLDS_THE_POST'
            from generate_series(?::int, ?::int) i join alert a on a.id = md5('bench alert ' || i)::uuid
            join enterprise e on e.id = a.enterprise_id
            cross join lateral (values
                (case when a.headcount < 300 and a.tier in ('RED', 'ORANGE')
                    then 'LABOUR_OFFICE_HEAD' || left(e.area_code, 5) end),
                (case when a.headcount >= 300 then 'MEDIATION_LEAD' || e.area_code end),
                (case when a.tier = 'RED' then 'SUBDISTRICT_LEADER' || left(e.area_code, 5) end)) c (told)
            join post p on p.id = md5('bench post ' || c.told)::uuid
            join post_holding h on h.post_id = p.id
            where c.told is not null""";

    private static final String CLOCKS = """
            insert into alert_clock (alert_id, step, duration, started_at, due_at, completed_at, stopped_at, stop_reason)
            select a.id, s.step, s.duration, a.raised_at, a.raised_at + s.duration::interval,
                case when a.closed_at is not null and s.step <> 'close' then a.raised_at + s.duration::interval / 2 end,
                case when a.closed_at is not null and s.step = 'close' then a.closed_at end,
                case when a.closed_at is not null and s.step = 'close' then 'CLOSED' end
            from generate_series(?::int, ?::int) i join alert a on a.id = md5('bench alert ' || i)::uuid
            cross join (values ('ack', 'PT2H'), ('contact', 'PT24H'), ('plan', 'P3D'), ('close', 'P30D')) s (step, duration)""";

    private static final String EVENTS = """
            insert into alert_event (alert_id, at, event)
            select a.id, e.at, e.event
            from generate_series(?::int, ?::int) i join alert a on a.id = md5('bench alert ' || i)::uuid
            cross join lateral (values ('RAISED', a.raised_at), ('ACKNOWLEDGED', a.acknowledged_at),
                ('CLOSED', a.closed_at)) e (event, at)
            where e.at is not null""";

    private static final String NOTICES = """
            insert into notification (id, kind, alert_id, post_id, username, tier, severity, why_zh, why_en, made_at, state,
                delivered_to, sent_by, sent_at)
            select gen_random_uuid(), 'RAISED', a.id, a.owner_post, a.owner_username, a.tier, a.severity, a.why_zh,
                a.why_en, a.raised_at, 'SENT', a.owner_username, 'INBOX', a.raised_at
            from generate_series(?::int, ?::int) i join alert a on a.id = md5('bench alert ' || i)::uuid""";

    /** Enables index-only scans and gives the planner its statistics. */
    static void vacuum(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
