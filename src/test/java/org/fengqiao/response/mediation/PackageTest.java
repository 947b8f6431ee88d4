package org.fengqiao.response.mediation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.fengqiao.response.mediation.Completeness.Finding;
import org.fengqiao.response.mediation.MediationCase.State;
import org.junit.jupiter.api.Test;

class PackageTest {
    @Test
    void aFullPackageIsAsItsSchemaSaysAndLacksNothing() {
        LitigationPackage made = Cases.packed(Cases.breached());
        assertThat(PackageSchema.violations(Json.tree(made))).isEmpty();
        assertThat(made.meta().completenessPercent()).isEqualTo(100);
        assertThat(made.meta().missing()).isEmpty();
        assertThat(Cases.measured(made, Cases.breached()).stops()).isEmpty();
    }

    @Test
    void aBrokenPackageIsToldWhereItIsBroken() {
        ObjectNode broken = (ObjectNode) Json.tree(Cases.packed(Cases.breached()));
        ((ObjectNode) broken.at("/applicant/parties/0")).put("name", "某某");
        ((ObjectNode) broken.at("/claims")).put("total", "many");
        ((ObjectNode) broken.at("/meta")).put("handedOverAt", "yesterday").remove("packageSha256");
        ((ObjectNode) broken.at("/risk")).put("careReason", "…");
        assertThat(PackageSchema.violations(broken))
                .anySatisfy(text -> assertThat(text).contains("/applicant/parties/0", "name"))
                .anySatisfy(text -> assertThat(text).contains("/claims/total"))
                .anySatisfy(text -> assertThat(text).contains("/meta/handedOverAt"))
                .anySatisfy(text -> assertThat(text).contains("/meta", "packageSha256"))
                .anySatisfy(text -> assertThat(text).contains("/risk", "careReason"));
    }

    @Test
    void anEmptyCaseIsToldWhatItLacksAndInPercent() {
        MediationCase empty = Cases.mediating().failed(Cases.TODAY).conversionAsked(Cases.signed(Cases.WORKER));
        LitigationPackage made = Cases.packed(empty);
        // of 20 elements there are the two sides and the credit code
        assertThat(made.meta().completenessPercent()).isEqualTo(15);
        assertThat(made.meta().missing())
                .contains("/service", "/claims/items", "/facts/performance/entryOn", "/evidence", "/jurisdiction")
                .doesNotContain("/facts/overtime", "/facts/workInjury");
        assertThat(Cases.measured(made, empty).findings()).allSatisfy(finding -> {
            assertThat(finding.text().zh()).isNotBlank();
            assertThat(finding.text().en()).isNotBlank();
        });
        assertThat(PackageSchema.violations(Json.tree(made))).isEmpty();
    }

    @Test
    void onlyWhatAllSignedForUseIsUndisputed() {
        assertThat(Cases.packed(Cases.breached()).undisputedFacts())
                .extracting(Elements.UndisputedFact::text)
                .containsExactly("双方自2024年2月19日起存在劳动关系，2025年11月至2026年1月工资未支付。");
    }

    @Test
    void theClaimsAddUpAndTheDeadlineIsNotOver() {
        Elements right = Cases.elements();
        var claims = new Elements.Claims(right.claims().items(), new BigDecimal("43500"), null);
        assertThat(stops(with(right, claims, right.arbitration())))
                .extracting(Finding::path)
                .containsExactly("/claims/total");
        Elements.Arbitration award = right.arbitration();
        var late = new Elements.Arbitration(
                award.no(),
                award.claims(),
                award.result(),
                award.filedOn(),
                award.acceptedOn(),
                Cases.TODAY.minusDays(16));
        // 25 May and 15 days: 9 June, the day before
        assertThat(stops(with(right, right.claims(), late)))
                .extracting(Finding::path)
                .containsExactly("/priorProcedure/arbitration/receivedOn");
    }

    @Test
    void aConcessionIsInItOnceAllPartiesReleasedIt() {
        String before = Json.write(Cases.packed(Cases.breached()));
        assertThat(before).doesNotContain(Cases.CONCEDED);
        MediationCase one = Cases.breached().allowed(0, Cases.signed(Cases.FIRM));
        assertThat(Json.write(Cases.packed(one))).doesNotContain(Cases.CONCEDED);
        MediationCase both = one.allowed(0, Cases.signed(Cases.WORKER));
        assertThat(Json.write(Cases.packed(both))).contains(Cases.CONCEDED);
    }

    @Test
    void whatBecameAPartOfTheSignedAgreementMayStandThere() {
        CaseFile.Agreement agreement = Cases.breached().file().agreement();
        MediationCase agreed = Cases.mediating()
                .offered(new CaseFile.Concession(Cases.FIRM, agreement.terms(), null))
                .agreed(agreement)
                .missed(Cases.TODAY);
        assertThat(Cases.measured(Cases.packed(agreed), agreed).stops()).isEmpty();
        var focus = new Elements.DisputeFocus(agreement.terms(), Cases.signedByBoth());
        MediationCase copied = agreed.filled(new Elements(
                null, null, null, null, null, null, null, List.of(focus), null, null, null, null, null, null, null));
        assertThat(Cases.measured(Cases.packed(copied), copied).stops())
                .extracting(Finding::path)
                .containsExactly("/priorProcedure/mediation/concessions");
    }

    @Test
    void theHashIsOfEverythingButItselfAndTheReceipt() {
        LitigationPackage made = Cases.packed(Cases.breached());
        var receipt =
                new LitigationPackage.Receipt(LitigationPackage.State.ACCEPTED, "(2026)粤0307诉前调1号", null, Cases.NOW);
        assertThat(made.with(receipt).sha256()).isEqualTo(made.meta().packageSha256());
        Elements other = with(Cases.elements(), Cases.elements().claims(), null);
        MediationCase changed = Cases.breached().filled(other);
        assertThat(changed.state()).isEqualTo(State.BREACHED);
        assertThat(Cases.packed(changed).meta().packageSha256())
                .isNotEqualTo(made.meta().packageSha256());
        LitigationPackage again = Json.read(Json.write(made), LitigationPackage.class);
        assertThat(again).isEqualTo(made);
        assertThat(again.sha256()).isEqualTo(made.meta().packageSha256());
    }

    @Test
    void numbersThatNameAPersonAreMaskedAndHashesAreNot() {
        var evidence = new Elements.Evidence(
                "1",
                "与13812345678的通话",
                "录音",
                "催要工资",
                null,
                "13812345678".repeat(6).substring(0, 64),
                null,
                null,
                false);
        Elements masked = Json.masked(
                new Elements(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(evidence),
                        null,
                        null,
                        null),
                Elements.class);
        assertThat(masked.evidence().get(0).name()).isEqualTo("与***的通话");
        assertThat(masked.evidence().get(0).sha256()).isEqualTo(evidence.sha256());
    }

    private static List<Finding> stops(Elements elements) {
        MediationCase mediation = Cases.breached().filled(elements);
        return Cases.measured(Cases.packed(mediation), mediation).stops();
    }

    private static Elements with(Elements old, Elements.Claims claims, Elements.Arbitration arbitration) {
        return new Elements(
                old.agent(),
                old.employer(),
                old.service(),
                claims,
                old.preservation(),
                old.facts(),
                old.undisputedFacts(),
                old.disputeFoci(),
                arbitration,
                old.supervisionOrderNo(),
                old.payOrder(),
                old.evidence(),
                old.jurisdiction(),
                old.risk(),
                old.suspensions());
    }
}
