package org.fengqiao.platform.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.google.common.hash.Hashing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.MovableClock;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A photo of a notice on a factory gate, from the telephone of an officer to whoever works on the alert. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AttachmentStoryTest {
    private static final String AREA = "9940";
    private static final String UPLOADS = "/api/v1/attachments/";

    @Inject
    CityFixture city;

    @Inject
    People people;

    @Inject
    MovableClock clock;

    @Inject
    UnattachedUploads expiry;

    @Inject
    DataSource database;

    @BeforeEach
    void build_the_streets() {
        for (String street : List.of("9940", "9941", "9942", "9943")) city.street(street);
    }

    @AfterEach
    void reset_the_clock() {
        clock.reset();
    }

    @Test
    void a_photo_is_cleaned_kept_once_and_read_by_whoever_may_read_the_alert() throws Exception {
        String alert = alert("9940");
        byte[] photo = Pictures.jpeg(0xE1, Pictures.exif(6));
        String name = "../厂门口 张三13812345678.JPG";
        String id = Uploads.send(officer(), name, photo)
                .statusCode(201)
                .body("name", equalTo("厂门口 张三***.JPG"))
                .body("mediaType", equalTo("image/jpeg"))
                .extract()
                .path("id");
        String again = Uploads.send(officer(), name, photo).extract().path("id");
        assertThat(again).isNotEqualTo(id);
        byte[] kept =
                officer().get(UPLOADS + id).then().statusCode(200).extract().asByteArray();
        String sha256 = Hashing.sha256().hashBytes(kept).toString();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(Pictures.SECRET);
        assertThat(rows("select count(*) from attachment_chunk where sha256 = '" + sha256 + "'"))
                .containsExactly("1");
        assertThat(rows("select count(*) from attachment where sha256 = '" + sha256 + "'"))
                .containsExactly("2");

        note(officer(), alert, "墙上贴了通知", id, again).statusCode(200);
        String file = "/api/v1/alerts/" + alert + "/attachments/" + id;
        byte[] read = people.as(Role.MEDIATION_LEAD, AREA)
                .get(file)
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith("image/jpeg"))
                .header("Content-Length", String.valueOf(kept.length))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", containsString("default-src"))
                .header("Cache-Control", "no-store")
                .header(
                        "Content-Disposition",
                        equalTo("attachment; filename=\"" + id + "\"; filename*=UTF-8''"
                                + "%E5%8E%82%E9%97%A8%E5%8F%A3%20%E5%BC%A0%E4%B8%89%2A%2A%2A.JPG"))
                .extract()
                .asByteArray();
        assertThat(read).isEqualTo(kept);
        people.as(Role.AUDITOR, AREA).get(file).then().statusCode(200);
        people.as(Role.MEDIATION_LEAD, "9941")
                .get(file)
                .then()
                .statusCode(403)
                .body("type", containsString("outside-your-area"));
        people.as(Role.CARE_STAFF, AREA).get(file).then().statusCode(403);
        people.as(Role.ENTERPRISE, AREA).get(file).then().statusCode(403);
        people.as(Role.MEDIATION_LEAD, AREA)
                .get("/api/v1/alerts/" + alert)
                .then()
                .body("events[0].attachments.id", equalTo(List.of(id, again)))
                .body("events[0].attachments[0].sha256", equalTo(sha256));
    }

    @Test
    void a_file_is_used_by_whoever_uploaded_it_and_for_one_record() throws Exception {
        String alert = alert(AREA);
        String other = alert(AREA);
        String mine = Uploads.pdf(officer());
        note(people.as(Role.MEDIATION_LEAD, AREA), alert, "别人的文件", mine)
                .statusCode(400)
                .body("type", containsString("attachment-not-usable"));
        people.as(Role.MEDIATION_LEAD, AREA).get(UPLOADS + mine).then().statusCode(404);
        note(officer(), alert, "没有这个文件", UUID.randomUUID().toString()).statusCode(400);
        note(officer(), alert, "两个里有一个不行", mine, UUID.randomUUID().toString()).statusCode(400);
        assertThat(rows("select count(*) from alert_event where event = 'NOTED' and alert_id = '" + alert + "'"))
                .as("nothing is recorded with a file that is not there")
                .containsExactly("0");
        note(officer(), alert, "见附件", mine).body("changed", equalTo(true));
        note(officer(), alert, "见附件", mine).body("changed", equalTo(false));
        note(officer(), other, "见附件", mine).statusCode(400);
        String elsewhere = "/api/v1/alerts/" + other + "/attachments/" + mine;
        officer().get(elsewhere).then().statusCode(404).body("type", containsString("attachment-unknown"));
        note(people.as(Role.MEDIATION_LEAD, AREA), alert, "同上，一并参考", mine).statusCode(200);
    }

    @Test
    void what_nobody_attached_goes_away_and_what_shares_its_content_stays() throws Exception {
        String alert = alert(AREA);
        byte[] document = Uploads.document("shared " + UUID.randomUUID());
        String kept = Uploads.send(officer(), "a.pdf", document).extract().path("id");
        String lost = Uploads.send(officer(), "b.pdf", document).extract().path("id");
        String alone = Uploads.pdf(officer());
        note(officer(), alert, "见附件", kept).statusCode(200);
        clock.pass(Duration.ofHours(47));
        expiry.runDue(clock.instant());
        officer().get(UPLOADS + lost).then().statusCode(200);
        String sha256 = Hashing.sha256()
                .hashBytes(officer().get(UPLOADS + alone).asByteArray())
                .toString();
        clock.pass(Duration.ofHours(2));
        assertThat(expiry.runDue(clock.instant())).isGreaterThanOrEqualTo(2);
        officer().get(UPLOADS + lost).then().statusCode(404);
        officer().get(UPLOADS + alone).then().statusCode(404);
        assertThat(rows("select sha256 from attachment_content where sha256 = '" + sha256 + "'"
                        + " union all select sha256 from attachment_chunk where sha256 = '" + sha256 + "'"))
                .isEmpty();
        assertThat(officer()
                        .get("/api/v1/alerts/" + alert + "/attachments/" + kept)
                        .asByteArray())
                .isEqualTo(document);
        note(officer(), alert, "过期的文件", alone).statusCode(400);
    }

    /** Whoever uploads what is just being forgotten gets a file with its content, whoever was first. */
    @Test
    void what_is_uploaded_while_the_same_content_is_forgotten_is_whole() throws Exception {
        byte[] document = Uploads.document("race " + UUID.randomUUID());
        String sha256 = Hashing.sha256().hashBytes(document).toString();
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Future<?> forgetting = both.submit(() -> {
                for (int i = 0; i < 60; i++) expiry.runDue(clock.instant().plus(Duration.ofDays(30)));
            });
            Future<?> uploading = both.submit(() -> {
                for (int i = 0; i < 30; i++)
                    Uploads.send(officer(), "a.pdf", document).statusCode(201);
            });
            uploading.get();
            forgetting.get();
        } finally {
            both.shutdown();
        }
        assertThat(rows("select count(*) from attachment a where sha256 = '" + sha256 + "'"
                        + " and not exists (select from attachment_chunk c where c.sha256 = a.sha256)"))
                .as("no file without its content")
                .containsExactly("0");
        String id = Uploads.send(officer(), "a.pdf", document).extract().path("id");
        assertThat(officer().get(UPLOADS + id).asByteArray()).isEqualTo(document);
    }

    @Test
    void a_file_is_taken_by_what_it_is_and_not_by_its_name() throws Exception {
        Random random = new Random(7);
        byte[] noise = new byte[4_000];
        random.nextBytes(noise);
        assertThat(Map.ofEntries(
                        Map.entry("jpeg", upload("x.pdf", Pictures.plain("jpg"))),
                        Map.entry("png", upload("截图", Pictures.plain("png"))),
                        Map.entry("pdf", upload("x.exe", Uploads.document("p"))),
                        Map.entry("docx", upload("方案.docx", zip("[Content_Types].xml", "word/document.xml"))),
                        Map.entry("xlsx", upload("工资.xlsx", zip("xl/workbook.xml", "[Content_Types].xml"))),
                        Map.entry("zip", upload("方案.docx", zip("payload.exe"))),
                        Map.entry(
                                "html",
                                upload("通知.pdf", "<html><script>1</script></html>".getBytes(StandardCharsets.UTF_8))),
                        Map.entry(
                                "svg",
                                upload(
                                        "a.png",
                                        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"
                                                .getBytes(StandardCharsets.UTF_8))),
                        Map.entry("gif", upload("a.jpg", Pictures.plain("gif"))),
                        Map.entry(
                                "program",
                                upload("a.jpg", "MZ\u0090\0 a program".getBytes(StandardCharsets.ISO_8859_1))),
                        Map.entry("noise", upload("a.pdf", noise)),
                        Map.entry("half a photo", upload("a.jpg", Arrays.copyOf(Pictures.plain("jpg"), 600))),
                        Map.entry("nothing", upload("a.jpg", new byte[0]))))
                .isEqualTo(Map.ofEntries(
                        Map.entry("jpeg", "x.pdf.jpg"),
                        Map.entry("png", "截图.png"),
                        Map.entry("pdf", "x.exe.pdf"),
                        Map.entry("docx", "方案.docx"),
                        Map.entry("xlsx", "工资.xlsx"),
                        Map.entry("zip", "/problems/attachment-type"),
                        Map.entry("html", "/problems/attachment-type"),
                        Map.entry("svg", "/problems/attachment-type"),
                        Map.entry("gif", "/problems/attachment-type"),
                        Map.entry("program", "/problems/attachment-type"),
                        Map.entry("noise", "/problems/attachment-type"),
                        Map.entry("half a photo", "/problems/attachment-broken"),
                        Map.entry("nothing", "/problems/attachment-empty")));
    }

    @Test
    void a_photo_makes_an_officers_report_one_with_evidence() throws Exception {
        UUID firm = city.enterprise(AREA, "关门制衣厂" + UUID.randomUUID(), 60);
        String photo = Uploads.send(officer(), "门口.jpg", Pictures.plain("jpg"))
                .extract()
                .path("id");
        report(people.as(Role.LABOUR_OFFICER, AREA), firm, photo)
                .statusCode(400)
                .body("type", containsString("attachment-not-usable"));
        report(officer(), firm, photo).statusCode(201);
        report(officer(), firm, photo).statusCode(200);
        String observations = "/api/v1/enterprises/" + firm + "/observations";
        String key = people.as(Role.MEDIATION_LEAD, AREA)
                .get(observations)
                .then()
                .body("items.sourceKind", equalTo(List.of("OFFICER_WITH_EVIDENCE")))
                .body("items[0].attachments.id", equalTo(List.of(photo)))
                .extract()
                .path("items[0].key");
        String file = observations + "/" + key + "/attachments/" + photo;
        byte[] read = people.as(Role.MEDIATION_LEAD, AREA).get(file).asByteArray();
        assertThat(Pictures.pixels(read)).isEqualTo(Pictures.pixels(Pictures.plain("jpg")));
        people.as(Role.MEDIATION_LEAD, "9941").get(file).then().statusCode(403);
        UUID neighbour = city.enterprise(AREA, "邻厂" + UUID.randomUUID(), 60);
        people.as(Role.MEDIATION_LEAD, AREA)
                .get(file.replace(firm.toString(), neighbour.toString()))
                .then()
                .statusCode(404)
                .body("type", containsString("observation-unknown"));
    }

    private ValidatableResponse report(RequestSpecification by, UUID firm, String file) {
        return by.contentType("application/json")
                .body(Map.of(
                        "enterpriseId",
                        firm.toString(),
                        "indicator",
                        "OPS07",
                        "value",
                        1,
                        "kind",
                        "AUTHORITY",
                        "occurredOn",
                        clock.instant().toString().substring(0, 10),
                        "attachments",
                        List.of(file)))
                .post("/api/v1/observations")
                .then();
    }

    @Test
    void how_large_and_how_many_is_bounded() throws Exception {
        byte[] largest = Arrays.copyOf(Uploads.document("large"), 10 * 1024 * 1024);
        String id = Uploads.send(hoarder(), "大.pdf", largest)
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(rows(
                        "select count(*) || ' ' || max(length(bytes)) from attachment a join attachment_chunk using (sha256)"
                                + " where a.id = '" + id + "'"))
                .as("never in one piece")
                .containsExactly("40 262144");
        assertThat(hoarder().get(UPLOADS + id).asByteArray()).isEqualTo(largest);
        Uploads.send(hoarder(), "更大.pdf", Arrays.copyOf(largest, largest.length + 1))
                .statusCode(413)
                .body("type", containsString("attachment-too-large"));
        hoarder().multiPart("other", "x").post("/api/v1/attachments").then().statusCode(400);
        for (int i = 1; i < 50; i++) Uploads.pdf(hoarder());
        Uploads.send(hoarder(), "第五十一个.pdf", Uploads.document("51"))
                .statusCode(409)
                .body("type", containsString("uploads-too-many"));
        assertThat(rows("select count(*) from attachment where uploaded_by = 'labour-officer.9942'"))
                .as("nobody hoards")
                .containsExactly("50");
    }

    private RequestSpecification hoarder() {
        return people.as(Role.LABOUR_OFFICER, "9942");
    }

    private RequestSpecification officer() {
        return people.as(Role.INFORMATION_OFFICER, AREA);
    }

    /** The name under which it was kept, or why it was not. */
    private String upload(String name, byte[] content) {
        var answer = Uploads.send(people.as(Role.LABOUR_OFFICER, "9943"), name, content)
                .extract();
        return answer.statusCode() == 201 ? answer.path("name") : answer.path("type");
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private ValidatableResponse note(RequestSpecification by, String alert, String words, String... files) {
        return by.contentType("application/json")
                .body(Map.of("note", words, "attachments", List.of(files)))
                .post("/api/v1/alerts/" + alert + "/notes")
                .then();
    }

    private String alert(String street) {
        UUID firm = city.enterprise(street, "红星制衣厂" + UUID.randomUUID(), 320);
        city.observe(firm, "WAG01", 20, city.daysAgo(1));
        city.assess(firm);
        List<String> found = people.as(Role.LABOUR_OFFICER, street)
                .get("/api/v1/alerts?limit=200")
                .then()
                .extract()
                .path("items.findAll { it.enterpriseId == '" + firm + "' }.id");
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) found.add(rows.getString(1));
        }
        return found;
    }
}
