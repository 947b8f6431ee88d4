package org.fengqiao.alerting.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.fengqiao.platform.database.DatabaseAccess;
import org.fengqiao.platform.database.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What version 0.1.0 wrote into the history as codes is read as sentences. */
class HistoryUpgradeTest {
    private static final UUID CASE = new UUID(0, 5);
    private static DataSource database;

    static Stream<Arguments> entries() {
        return Stream.of(
                old("RAISED", "RED → LABOUR_OFFICE_HEAD@440307013 cc MEDIATION_LEAD", null, "预警产生，红色，由坂田街道劳动办负责人负责。"),
                old(
                        "REOPENED",
                        "BLUE → LABOUR_OFFICE_HEAD@440307013 cc ; was RED, closed 2026-03-02T02:15:00Z AVERTED by head.bantian,"
                                + " checked by null",
                        null,
                        "预警重新打开，蓝色，由坂田街道劳动办负责人负责；上次于2026-03-02 10:15由王芳以“已化解”关闭。"),
                old("SUPPRESSED", "COOLDOWN", null, "暂不通知：刚刚通知过同级。"),
                old("CONTACTED", "ON_SITE", "head.bantian", "王芳联系了企业（到场）。“写过的话”"),
                old("ESCALATED", "ack 2 → LABOUR_OFFICE_HEAD@440307013", null, "签收时限已过仍未完成，上报第2级：坂田街道劳动办负责人。"),
                old("REASSIGNED", "LABOUR_OFFICE_HEAD@440307013", null, "原责任人缺勤，转由坂田街道劳动办负责人负责。"),
                old("CLOSED", "FALSE_ALARM", "head.bantian", "王芳关闭了预警，结果：误报。“写过的话”"),
                old("CLOSED", "CHECKED", "head.bantian", "王芳复核同意，预警关闭。“写过的话”"),
                old("CLOSE_REQUESTED", "MERGED → " + CASE, "head.bantian", "王芳提出关闭，结果：已并入另一条预警，等待复核。“写过的话”"),
                old("TASK_DONE", "OFFICER ON_SITE", "head.bantian", "王芳登记：企业负责人已到场，任务完成。“写过的话”"),
                old("MEDIATION_RETURNED", CASE.toString(), "receiver", "移送被退回，写过的话。"),
                old("NOTED", "", "head.bantian", "王芳添加备注。“写过的话”"));
    }

    private static Arguments old(String event, String detail, String actor, String sentence) {
        return arguments(event, detail, actor, sentence);
    }

    @BeforeAll
    static void aDatabaseOfThatVersion() throws SQLException {
        DatabaseAccess access = TestDatabase.empty();
        DataSource old = access.dataSource();
        Flyway.configure().dataSource(old).target("1").load().migrate();
        try (Connection connection = old.getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement("insert into alert_event (alert_id, at, actor,"
                        + " event, detail, note_zh, note_en) values (?, now(), ?, ?, ?, ?, ?)")) {
            statement.execute("""
                    insert into area (id, code, level, zh, en, path, provisional, valid_from) values
                        (gen_random_uuid(), '440307013', 'SUBDISTRICT', '坂田街道', 'Bantian', '4403.440307.440307013.', false, '2020-01-01')""");
            statement.execute("""
                    insert into post (id, kind, area_code, area_path, zh, en) values (gen_random_uuid(),
                        'LABOUR_OFFICE_HEAD', '440307013', '4403.440307.440307013.', '劳动办负责人', 'Head')""");
            statement.execute("""
                    insert into account (id, username, password_hash, display_name, roles, area_code, area_path, created_at)
                    values (gen_random_uuid(), 'head.bantian', '', '王芳', '', '0', '', now())""");
            for (Arguments entry : entries().toList()) {
                String note = entry.get()[2] == null ? null : "写过的话";
                insert.setObject(1, id(entry.get()[0], entry.get()[1]));
                insert.setObject(2, entry.get()[2]);
                insert.setObject(3, entry.get()[0]);
                insert.setObject(4, entry.get()[1]);
                insert.setString(5, note);
                insert.setString(6, note);
                insert.executeUpdate();
            }
        }
        Flyway.configure().dataSource(old).load().migrate();
        database = TestDatabase.pooled(access);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("entries")
    void it_is_read_as_a_sentence(String event, String detail, String actor, String sentence) {
        List<AlertHistoryReader.Event> read = new AlertHistoryReader(database, null).ofAlert(id(event, detail));
        assertThat(read).hasSize(1);
        assertThat(read.get(0).text().zh()).isEqualTo(sentence);
    }

    private static UUID id(Object event, Object detail) {
        return UUID.nameUUIDFromBytes((event + " " + detail).getBytes(StandardCharsets.UTF_8));
    }
}
