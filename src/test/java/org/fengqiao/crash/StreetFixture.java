package org.fengqiao.crash;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fengqiao.platform.database.DatabaseAccess;

/** A street with its posts, the channels of who holds them, very many large enterprises, and who may call the product. */
final class StreetFixture {
    static final String HEAD = "head.crash";
    static final String LEAD = "mediation_lead.crash";
    private static final String PASSWORD = "only-for-this-run-9";
    private static final Pattern ONE_TIME = Pattern.compile("one-time password: (\\S+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ROWS = """
            insert into area (id, code, level, zh, en, parent_code, path, valid_from) values
                (gen_random_uuid(), '9960', 'SUBDISTRICT', '街道', 'Street', '4403', '4403.9960.', date '2020-01-01');
            insert into post (id, kind, area_code, area_path, zh, en)
                select gen_random_uuid(), kind, '9960', '4403.9960.', kind, kind from unnest(array['LABOUR_OFFICE_HEAD',
                    'MEDIATION_LEAD', 'DISTRICT_HR', 'SUBDISTRICT_LEADER', 'TRADE_UNION', 'GOVERNANCE_CENTRE']) kind;
            insert into post_holding (id, post_id, username, stand_in, valid_from)
                select gen_random_uuid(), id, case kind when 'LABOUR_OFFICE_HEAD' then 'head.crash'
                    else lower(kind) || '.crash' end, false, '2020-01-01' from post
                where area_code = '9960' or kind = 'LABOUR_DUTY_DESK';
            insert into account (id, username, password_hash, display_name, roles, area_code, area_path, created_at)
                select gen_random_uuid(), username, '', username, 'labour-office-head', '0', '', now() from post_holding
                where username like '%%.crash' and username not in ('head.crash', 'mediation_lead.crash');
            insert into notification_setting (username, language)
                select username, 'zh' from post_holding where username like '%%.crash';
            insert into notification_channel (username, position, type, address, secret, least_tier)
                select username, case when (via = 'EMAIL') = (length(username) %% 2 = 0) then 0 else 1 end, via,
                    case via when 'EMAIL' then username || '@example.gov.cn' else '%s' || username end,
                    case via when 'WEB_HOOK' then 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' end, 'BLUE'
                from notification_setting cross join unnest(array['EMAIL', 'WEB_HOOK']) via where username like '%%.crash';
            insert into enterprise (id, name, area_code, area_path, headcount, headcount_known, created_at, updated_at)
                select ('00000000-0000-7001-8000-' || lpad(i::text, 12, '0'))::uuid, '企业' || i, '9960', '4403.9960.',
                    320, true, now(), now() from generate_series(0, %d) i;
            insert into headcount_reading (enterprise_id, source, counted_on, staff, learnt_at)
                select id, 'SI', current_date - 30, 320, now() - interval '30 days' from enterprise;
            """;

    private final ServerProcess node;
    private final HttpClient client = HttpClient.newHttpClient();

    StreetFixture(ServerProcess node) {
        this.node = node;
    }

    void fill(DatabaseAccess database, int enterprises, String webHook) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(ROWS.formatted(webHook, enterprises));
        }
    }

    /** A key that may report. */
    String apiKey() throws Exception {
        String admin = admin();
        account(admin, HEAD, "labour-office-head");
        account(admin, LEAD, "mediation-lead");
        return JSON.readTree(call(
                        admin,
                        "/api/v1/api-keys",
                        Map.of(
                                "name",
                                "crash",
                                "scopes",
                                new String[] {"scope:observations.write"},
                                "areaCode",
                                "4403",
                                "validDays",
                                2)))
                .get("key")
                .asText();
    }

    private void account(String admin, String username, String role) throws Exception {
        call(
                admin,
                "/api/v1/accounts",
                Map.of(
                        "username",
                        username,
                        "displayName",
                        username,
                        "roles",
                        new String[] {role},
                        "areaCode",
                        "9960"));
    }

    /** User name and password with a colon. */
    String signIn(String username) throws Exception {
        String oneTime = JSON.readTree(
                        call("admin:" + PASSWORD, "/api/v1/accounts/" + username + "/one-time-password", Map.of()))
                .get("oneTimePassword")
                .asText();
        return withOwnPassword(username, oneTime);
    }

    private String admin() throws Exception {
        Matcher found = ONE_TIME.matcher(Files.readString(node.log()));
        if (!found.find()) throw new IllegalStateException("no one-time password in " + node.log());
        return withOwnPassword("admin", found.group(1));
    }

    private String withOwnPassword(String username, String oneTime) throws Exception {
        call(username + ":" + oneTime, "/api/v1/me/password", Map.of("current", oneTime, "fresh", PASSWORD));
        return username + ":" + PASSWORD;
    }

    private String call(String who, String path, Map<String, ?> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(node.uri(path))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(who.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) throw new IllegalStateException(path + ": " + answer.statusCode());
        return answer.body();
    }
}
