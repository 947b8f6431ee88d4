package org.fengqiao.platform.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** One row of each kind in an area that is not the caller's; their ids stand in endpoints.csv. */
@ApplicationScoped
class OtherAreaRows {
    static final String OWN_AREA = "9950";

    private static final String ROWS = """
            insert into area (id, code, level, zh, en, parent_code, path, valid_from) values
                (gen_random_uuid(), '9950', 'DISTRICT', '甲', 'A', '4403', '4403.9950.', date '2020-01-01'),
                (gen_random_uuid(), '9951', 'DISTRICT', '乙', 'B', '4403', '4403.9951.', date '2020-01-01')
                on conflict do nothing;
            insert into account (id, username, password_hash, display_name, roles, area_code, area_path, created_at)
                values ('00000000-0000-7000-8000-0000000000b1', 'elsewhere', '', 'E', 'auditor', '9951', '4403.9951.', now())
                on conflict do nothing;
            insert into api_key (id, name, key_hash, scopes, area_code, area_path, created_at, created_by, expires_at)
                values ('00000000-0000-7000-8000-0000000000c1', 'elsewhere', 'none', 'scope:metrics.read', '9951',
                    '4403.9951.', now(), 'test', now() + interval '1 day') on conflict do nothing;
            insert into post (id, kind, area_code, area_path, zh, en) values
                ('00000000-0000-7000-8000-0000000000d1', 'MEDIATION_LEAD', '9951', '4403.9951.', '乙', 'B')
                on conflict do nothing;
            insert into enterprise (id, name, area_code, area_path, created_at, updated_at) values
                ('00000000-0000-7000-8000-0000000000e1', '乙', '9951', '4403.9951.', now(), now())
                on conflict do nothing;
            insert into release (id, base, files, author, created_at) values ('elsewhere', 'none', '', 'test', now())
                on conflict do nothing;
            insert into alert (id, enterprise_id, dimension, episode, tier, severity, score, state, raised_at, tier_since,
                area_path, headcount, owner_post, owner_reason, route_id, release_id, why_zh, why_en, closed_at) values
                ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000e1', 'labour', 1, 'RED', 5,
                    99, 'CLOSED', now(), now(), '4403.9951.', 1, '00000000-0000-7000-8000-0000000000d1',
                    'HOLDS_THE_POST', 'NONE', 'elsewhere', '', '', now()) on conflict do nothing;
            insert into silence (id, author, reason, area_path, dimension, max_tier, begins_at, ends_at, remind_at) values
                ('00000000-0000-7000-8000-0000000000f1', 'elsewhere', '', '4403.9951.', 'labour', 'BLUE', now(),
                    now() + interval '1 day', now()) on conflict do nothing;
            insert into mediation_case (id, alert_id, enterprise_id, area_path, external_ref, kind, state, why_zh, why_en,
                received_on, opened_at, opened_by, file) values
                ('00000000-0000-7000-8000-0000000000a2', '00000000-0000-7000-8000-0000000000a1',
                    '00000000-0000-7000-8000-0000000000e1', '4403.9951.', 'elsewhere', 'WAGES', 'OPENED', '', '',
                    date '2026-01-05', now(), 'elsewhere', '{}') on conflict do nothing;
            insert into attachment_content (sha256) values (repeat('a', 64)) on conflict do nothing;
            insert into attachment (id, sha256, name, media_type, uploaded_by, uploaded_at, area_path) values
                ('00000000-0000-7000-8000-0000000000a9', repeat('a', 64), '乙', 'application/pdf', 'elsewhere', now(),
                    '4403.9951.') on conflict do nothing;
            insert into fact_dispute (id, alert_id, enterprise_id, dimension, area_path, observation_key, content, indicator,
                source_kind, reason, state, raised_by, raised_at, post_id) values
                ('00000000-0000-7000-8000-0000000000a3', '00000000-0000-7000-8000-0000000000a1',
                    '00000000-0000-7000-8000-0000000000e1', 'labour', '4403.9951.',
                    '00000000-0000-7000-8000-0000000000a4', 1, 'WAG01', 'AUTHORITY', '', 'CONFIRMED', 'elsewhere', now(),
                    '00000000-0000-7000-8000-0000000000d1') on conflict do nothing;
            """;

    @Inject
    DataSource database;

    void ensure() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(ROWS);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
