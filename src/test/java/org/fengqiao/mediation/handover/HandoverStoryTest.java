package org.fengqiao.mediation.handover;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.mediation.MediationCaseFixture;
import org.fengqiao.mediation.MediationJson;
import org.fengqiao.platform.MovableClock;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.attachment.Uploads;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Accounts;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mediation lead's story: an agreement that is not kept, and a package that the court first returns. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class HandoverStoryTest {
    private static final String AREA = "9980";
    private static final String CASES = "/api/v1/mediation-cases/";

    @Inject
    CityFixture city;

    @Inject
    People people;

    @Inject
    Accounts accounts;

    @Inject
    MovableClock clock;

    @Inject
    PackageDelivery delivery;

    @Inject
    HandoverJob job;

    @Inject
    DataSource database;

    @BeforeEach
    void forget_the_mediators_of_other_stories() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from mediator");
        }
    }

    @AfterEach
    void reset_the_clock() {
        clock.reset();
    }

    @Test
    void from_an_alert_to_a_package_that_is_accepted_the_second_time() throws Exception {
        String alert = alert();
        mediator("mediator.busy", "");
        mediator("mediator.bound", enterpriseOf(alert));
        String id = opens(alert, "A1");
        assertThat(opens(alert, "A1")).isEqualTo(id);
        assertThat(told(alert, "有一件调解案件由您办理")).isEqualTo(1);
        lead().get(CASES + id)
                .then()
                .statusCode(200)
                .body("mediation.mediator", equalTo("mediator.busy"))
                .body("mediation.state", equalTo("OPENED"))
                .body("clocks.code", equalTo(List.of("MEDIATION")));

        agrees(id);
        isNotPerformed(alert, id);
        isNotMadeToGoToCourt(id);

        post(id, "conversion", signed("A1")).statusCode(200);
        put(id, elements(new BigDecimal("1.00"), false));
        post(id, "handover", Map.of())
                .statusCode(400)
                .body("type", containsString("package-stopped"))
                .body("zh", containsString("/claims/total"));
        put(id, elements(null, true));
        post(id, "handover", Map.of()).statusCode(400).body("zh", containsString("未经双方同意使用"));
        put(id, elements(null, false));
        String first = post(id, "handover", Map.of()).statusCode(200).extract().path("packageId");
        byte[] made = lead().get(CASES + id + "/handover").asByteArray();
        clock.pass(Duration.ofMinutes(1));
        post(id, "handover", Map.of())
                .statusCode(200)
                .body("packageId", equalTo(first))
                .body("revision", equalTo(1));
        assertThat(lead().get(CASES + id + "/handover").asByteArray()).isEqualTo(made);
        isAsPublishedAndSaysNothingOfConcessions(id);

        try (CourtStub court = new CourtStub()) {
            isReturned(alert, id, first, court);
            isAcceptedTheSecondTime(id, first, court);
        }
        lead().get(CASES + id)
                .then()
                .body("history.event", hasItems("MEDIATION_OPENED", "MEDIATION_BREACHED", "MEDIATION_RETURNED"))
                .body("history.event", hasItem("MEDIATION_ACCEPTED"))
                .body("mediation.state", equalTo("ACCEPTED"));
    }

    @Test
    void an_officer_enters_a_receipt_and_a_mediator_is_refused() throws Exception {
        String alert = alert();
        mediator("mediator.one", "");
        mediator("mediator.two", "");
        String id = opens(alert, "B1");
        String before = lead().get(CASES + id).then().extract().path("mediation.mediator");
        post(id, "mediator", Map.of("party", "CASE/B1")).statusCode(200).body("mediator", not(equalTo(before)));
        post(id, "will", Map.of("party", "CASE/B1", "will", "UNWILLING")).body("state", equalTo("DECLINED"));
        post(id, "sessions", Map.of("on", today().toString()))
                .statusCode(409)
                .body("type", containsString("mediation-state"));
        post(id, "receipt", Map.of("state", "ACCEPTED"))
                .statusCode(404)
                .body("type", containsString("package-missing"));
        post(id, "conversion", signed("B1")).statusCode(200);
        post(id, "handover", Map.of()).statusCode(200).body("completenessPercent", equalTo(10));
        post(id, "receipt", Map.of("state", "RETURNED"))
                .statusCode(400)
                .body("type", containsString("receipt-incomplete"));
        Map<String, Object> accepted = Map.of("state", "accepted", "number", "(2026)粤0307诉前调1号");
        post(id, "receipt", accepted).statusCode(200).body("receipt.state", equalTo("ACCEPTED"));
        post(id, "receipt", accepted).statusCode(200);
        post(id, "receipt", Map.of("state", "RETURNED", "reason", "缺材料"))
                .statusCode(409)
                .body("type", containsString("receipt-given"));
        people.as(Role.MEDIATION_LEAD, AREA)
                .contentType("application/json")
                .body(Map.of("kind", "WAGES", "parties", List.of(party("13812345678", "APPLICANT"))))
                .post("/api/v1/alerts/" + alert + "/mediation-cases")
                .then()
                .statusCode(400)
                .body("type", containsString("reference-is-personal"));
    }

    @Test
    void whoever_lost_the_claim_of_a_package_writes_nothing() throws Exception {
        String id = opens(alert(), "C1");
        post(id, "will", Map.of("party", "CASE/C1", "will", "UNWILLING")).body("state", equalTo("DECLINED"));
        post(id, "conversion", signed("C1")).statusCode(200);
        post(id, "handover", Map.of()).statusCode(200);
        try (CourtStub slow = new CourtStub();
                CourtStub court = new CourtStub()) {
            court.answers(200, "{\"state\":\"NEW\"}");
            slow.beforeAnswer(() -> {
                clock.pass(Duration.ofMinutes(2));
                assertThat(delivery.deliverNext(court.receiver(), clock.instant()))
                        .isTrue();
            });
            slow.answers(200, "{\"state\":\"RETURNED\",\"reason\":\"too late\"}");
            assertThat(delivery.deliverNext(slow.receiver(), clock.instant())).isTrue();
        }
        lead().get(CASES + id + "/handover").then().body("meta.receipt.state", equalTo("NEW"));
        post(id, "receipt", Map.of("state", "ACCEPTED", "number", "1")).statusCode(200);
    }

    @Test
    void a_respondent_sent_afterwards_joins_the_case_and_nothing_goes_on_without_one() throws Exception {
        String alert = alert();
        String id = opening(alert, party("CASE/D1", "APPLICANT"))
                .statusCode(201)
                .extract()
                .path("id");
        post(id, "will", Map.of("party", "CASE/D1", "will", "WILLING")).body("state", equalTo("OPENED"));
        post(id, "sessions", Map.of("on", today().toString()))
                .statusCode(409)
                .body("type", containsString("party-missing"));
        post(id, "agreement", agreement(signed("D1"))).statusCode(409).body("type", containsString("party-missing"));

        opening(alert, party("CASE/D1", "APPLICANT"), party("CASE/R1", "RESPONDENT"))
                .statusCode(201)
                .body("id", equalTo(id));
        post(id, "parties", party("CASE/R2", "RESPONDENT")).statusCode(200).body("state", equalTo("OPENED"));
        post(id, "parties", party("CASE/R2", "RESPONDENT")).statusCode(200);
        post(id, "parties", party("CASE/R2", "APPLICANT"))
                .statusCode(409)
                .body("type", containsString("party-differs"));
        post(id, "parties", party("13812345678", "RESPONDENT"))
                .statusCode(400)
                .body("type", containsString("reference-is-personal"));
        lead().get(CASES + id)
                .then()
                .body("mediation.file.parties.ref", equalTo(List.of("CASE/D1", "CASE/R1", "CASE/R2")))
                .body(
                        "history.findAll { it.event == 'MEDIATION_PARTY_ADDED' }.text.zh",
                        contains(containsString("被申请人 CASE/R1"), containsString("被申请人 CASE/R2")));

        post(id, "will", Map.of("party", "CASE/R1", "will", "WILLING")).body("state", equalTo("OPENED"));
        post(id, "will", Map.of("party", "CASE/R2", "will", "WILLING")).body("state", equalTo("MEDIATING"));
        lead().get(CASES + id)
                .then()
                .body(
                        "history.findAll { it.event == 'MEDIATION_WILLING' }.text.zh",
                        contains(
                                containsString("申请人 CASE/D1"),
                                containsString("被申请人 CASE/R1"),
                                containsString("被申请人 CASE/R2")));
        post(id, "agreement", agreement(signed("D1"), signed("R1")))
                .statusCode(400)
                .body("zh", containsString("CASE/R2"));
        post(id, "agreement", agreement(signed("D1"), signed("R1"), signed("R2")))
                .body("state", equalTo("AGREED"));
        opening(alert, party("CASE/D1", "APPLICANT"), party("CASE/R3", "RESPONDENT"))
                .statusCode(409)
                .body("type", containsString("party-after-agreement"));
    }

    @Test
    void a_court_reads_names_and_gets_no_link_to_this_machine() throws Exception {
        accounts.open(
                new Accounts.NewAccount("mediator.li", "李秀英", Set.of(Role.MEDIATION_LEAD), AREA), People.PASSWORD);
        mediator("mediator.li", "");
        String id = opens(alert(), "F1");
        post(id, "will", Map.of("party", "CASE/F1", "will", "UNWILLING"));
        post(id, "conversion", signed("F1")).statusCode(200);
        given().auth()
                .preemptive()
                .basic("mediator.li", People.PASSWORD)
                .post(CASES + id + "/handover")
                .then()
                .statusCode(200);
        lead().get(CASES + id + "/handover")
                .then()
                .body("meta.handedOverBy", equalTo("李秀英"))
                .body("priorProcedure.mediation.mediator", equalTo("李秀英"))
                .body("meta", not(hasKey("opensAt")));
        assertThat(LitigationPdfTest.text(
                        lead().get(CASES + id + "/handover/pdf").asByteArray()))
                .contains("李秀英")
                .doesNotContain("mediator.li", "localhost");
        lead().get("/mediation-cases/" + id)
                .then()
                .body(containsString("李秀英"), containsString("尚无回执"), not(containsString("mediator.li")));
        // else it would be delivered to the court of another story
        post(id, "receipt", Map.of("state", "ACCEPTED", "number", "1")).statusCode(200);
    }

    @Test
    void what_a_second_opening_says_otherwise_is_refused_and_not_dropped() throws Exception {
        String alert = alert();
        String id = opens(alert, "E1");
        Map<String, Object> other = Map.of("kind", "SEVERANCE", "parties", List.of(party("CASE/E1", "APPLICANT")));
        open(alert, other).statusCode(409).body("zh", containsString(id));
        opening(alert, party("CASE/E1", "APPLICANT")).statusCode(201).body("id", equalTo(id));
    }

    private Map<String, Object> agreement(Object... signatures) {
        return Map.of(
                "no",
                "坂调字18号",
                "terms",
                "十日内付清工资",
                "amount",
                "100.00",
                "effectiveOn",
                today().toString(),
                "performBy",
                today().plusDays(10).toString(),
                "signatures",
                List.of(signatures));
    }

    private void agrees(String id) {
        post(id, "will", Map.of("party", "CASE/A1", "will", "WILLING")).body("state", equalTo("OPENED"));
        post(id, "will", Map.of("party", "CASE/R1", "will", "WILLING")).body("state", equalTo("MEDIATING"));
        post(id, "sessions", Map.of("on", today().toString(), "note", "电话13812345678约定"))
                .statusCode(200);
        post(id, "concessions", Map.of("party", "CASE/R1", "text", MediationCaseFixture.CONCEDED))
                .statusCode(200);
        Map<String, Object> agreement = Map.of(
                "no",
                "坂调字17号",
                "terms",
                "十日内付清工资",
                "amount",
                "43500.50",
                "effectiveOn",
                today().toString(),
                "performBy",
                today().plusDays(10).toString(),
                "signatures",
                List.of(signed("A1"), signed("R1")));
        post(id, "agreement", agreement).statusCode(200).body("state", equalTo("AGREED"));
        lead().get(CASES + id)
                .then()
                .body("clocks.code", hasItem("CONFIRMATION"))
                .body("mediation.file.sessions[0].note", equalTo("电话***约定"));
    }

    private void isNotPerformed(String alert, String id) throws Exception {
        post(id, "breach", Map.of()).statusCode(400).body("type", containsString("not-due-yet"));
        clock.pass(Duration.ofDays(11));
        job.runDue(clock.instant());
        job.runDue(clock.instant());
        // the mediator and whoever answers for the alert, each once
        assertThat(told(alert, "调解协议应于")).isEqualTo(2);
        post(id, "breach", Map.of()).statusCode(200).body("state", equalTo("BREACHED"));
    }

    private void isNotMadeToGoToCourt(String id) {
        post(id, "handover", Map.of()).statusCode(409).body("type", containsString("conversion-not-asked"));
        post(id, "conversion", signed("R1")).statusCode(400).body("type", containsString("not-an-applicant"));
    }

    private void isAsPublishedAndSaysNothingOfConcessions(String id) throws Exception {
        String json = lead().get(CASES + id + "/handover")
                .then()
                .statusCode(200)
                .body("meta.receipt.state", equalTo("NEW"))
                .extract()
                .asString();
        assertThat(PackageSchema.violations(MediationJson.read(json, JsonNode.class)))
                .isEmpty();
        assertThat(json).contains("坂调字17号").doesNotContain(MediationCaseFixture.CONCEDED);
        String evidence = MediationJson.read(json, JsonNode.class)
                .at("/evidence/0/attachment")
                .asText();
        byte[] file = lead().get(CASES + id + "/attachments/" + evidence)
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("application/pdf"))
                .extract()
                .asByteArray();
        assertThat(json).contains(Hashing.sha256().hashBytes(file).toString());
        byte[] paper = lead().get(CASES + id + "/handover/pdf")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();
        assertThat(LitigationPdfTest.bare(LitigationPdfTest.text(paper)))
                .contains("坂调字17号", "43,500.50", id)
                .doesNotContain(LitigationPdfTest.bare(MediationCaseFixture.CONCEDED));
        // where the code on a paper of an installation with a public address leads
        lead().get("/mediation-cases/" + id)
                .then()
                .statusCode(200)
                .body(containsString("坂调字17号"), containsString("向法院起诉"), containsString("已移送"));
        lead().get("/mediation-cases/" + id + "?lang=en").then().body(containsString("Action before the court"));
        given().get("/api/v1/litigation-packages/schema")
                .then()
                .statusCode(200)
                .body("'$schema'", equalTo("https://json-schema.org/draft/2020-12/schema"));
    }

    private void isReturned(String alert, String id, String first, CourtStub court) throws Exception {
        court.answers(503, "busy");
        assertThat(delivery.deliverNext(court.receiver(), clock.instant())).isTrue();
        assertThat(delivery.deliverNext(court.receiver(), clock.instant())).isFalse();
        clock.pass(Duration.ofMinutes(2));
        court.answers(200, "{\"state\":\"RETURNED\",\"reason\":\"缺送达地址确认书，请联系13812345678\"}");
        assertThat(delivery.deliverNext(court.receiver(), clock.instant())).isTrue();
        assertThat(court.taken()).hasSize(2).allSatisfy(taken -> {
            assertThat(taken.key()).isEqualTo(first);
            assertThat(taken.authorization()).isEqualTo("Bearer secret");
            assertThat(taken.body()).doesNotContain(MediationCaseFixture.CONCEDED);
        });
        lead().get(CASES + id + "/handover")
                .then()
                .body("meta.receipt.state", equalTo("RETURNED"))
                .body("meta.receipt.reason", equalTo("缺送达地址确认书，请联系***"));
        assertThat(told(alert, "移送包第1版被退回")).isEqualTo(2);
        assertThat(delivery.deliverNext(court.receiver(), clock.instant().plus(Duration.ofDays(1))))
                .isFalse();
    }

    private void isAcceptedTheSecondTime(String id, String first, CourtStub court) {
        put(id, elements(null, false));
        String second = post(id, "handover", Map.of())
                .statusCode(200)
                .body("revision", equalTo(2))
                .extract()
                .path("packageId");
        assertThat(second).isNotEqualTo(first);
        court.answers(200, "{\"state\":\"NEW\"}");
        delivery.deliverNext(court.receiver(), clock.instant());
        clock.pass(Duration.ofMinutes(5));
        court.answers(200, "{\"state\":\"ACCEPTED\",\"number\":\"(2026)粤0307诉前调88号\"}");
        delivery.deliverNext(court.receiver(), clock.instant());
        assertThat(court.taken().subList(2, 4)).extracting(CourtStub.Taken::key).containsOnly(second);
        post(id, "handover", Map.of())
                .statusCode(200)
                .body("packageId", equalTo(second))
                .body("receipt.number", equalTo("(2026)粤0307诉前调88号"));
    }

    private String alert() {
        city.street(AREA);
        UUID firm = city.enterprise(AREA, "红星制衣厂" + UUID.randomUUID(), 320);
        city.observe(firm, "WAG01", 45, city.daysAgo(1));
        city.assess(firm);
        List<String> found = lead().get("/api/v1/alerts?limit=200")
                .then()
                .extract()
                .path("items.findAll { it.enterpriseId == '" + firm + "' }.id");
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private String enterpriseOf(String alert) {
        return lead().get("/api/v1/alerts/" + alert).then().extract().path("alert.enterpriseId");
    }

    private void mediator(String name, String conflict) {
        Map<String, Object> one = Map.of(
                "username",
                name,
                "areaCode",
                AREA,
                "kinds",
                List.of("WAGES"),
                "conflictsWith",
                conflict.isEmpty() ? List.of() : List.of(conflict),
                "maxOpenCases",
                20);
        people.as(Role.LABOUR_OFFICE_HEAD, AREA)
                .contentType("application/json")
                .body(one)
                .post("/api/v1/mediators")
                .then()
                .statusCode(204);
        lead().get("/api/v1/mediators").then().body("username", hasItem(name));
    }

    private String opens(String alert, String applicant) {
        return opening(alert, party("CASE/" + applicant, "APPLICANT"), party("CASE/R1", "RESPONDENT"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private ValidatableResponse opening(String alert, Object... parties) {
        return open(alert, Map.of("kind", "WAGES", "parties", List.of(parties)));
    }

    private ValidatableResponse open(String alert, Map<String, Object> opening) {
        return lead().contentType("application/json")
                .body(opening)
                .post("/api/v1/alerts/" + alert + "/mediation-cases")
                .then();
    }

    private static Map<String, Object> party(String ref, String side) {
        return Map.of("ref", ref, "side", side, "sourceSystem", "案管系统");
    }

    private Map<String, Object> signed(String party) {
        return Map.of("party", "CASE/" + party, "attachment", Uploads.pdf(lead()), "on", today().toString());
    }

    /** @param leaks whether somebody copied the concession into the facts */
    private ObjectNode elements(BigDecimal total, boolean leaks) {
        String json = MediationJson.write(MediationCaseFixture.elements())
                .replace(MediationCaseFixture.WORKER, "CASE/A1")
                .replace(MediationCaseFixture.FIRM, "CASE/R1");
        for (UUID file : MediationCaseFixture.files().keySet())
            json = json.replace(file.toString(), Uploads.pdf(lead()));
        ObjectNode elements = (ObjectNode) MediationJson.read(json, JsonNode.class);
        ((ObjectNode) elements.get("arbitration"))
                .put("receivedOn", today().minusDays(3).toString());
        if (total != null) ((ObjectNode) elements.get("claims")).put("total", total.toPlainString());
        if (leaks) ((ObjectNode) elements.get("facts")).put("overtime", "另记：" + MediationCaseFixture.CONCEDED);
        return elements;
    }

    private void put(String id, ObjectNode elements) {
        lead().contentType("application/json")
                .body(elements.toString())
                .put(CASES + id + "/elements")
                .then()
                .statusCode(200)
                .body("percent", equalTo(95))
                .body("findings.findAll { !it.stops }.path", hasSize(1));
    }

    private ValidatableResponse post(String id, String step, Map<String, Object> body) {
        return lead().contentType("application/json")
                .body(body)
                .post(CASES + id + "/" + step)
                .then();
    }

    private RequestSpecification lead() {
        return people.as(Role.MEDIATION_LEAD, AREA);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CITY);
    }

    private int told(String alert, String beginning) throws Exception {
        String sql = "select count(*) from notification where alert_id = ? and starts_with(why_zh, ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, UUID.fromString(alert));
            select.setString(2, beginning);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
