package org.fengqiao.mediation.handover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.fengqiao.mediation.CaseFile;
import org.fengqiao.mediation.CaseState;
import org.fengqiao.mediation.ElementForm;
import org.fengqiao.mediation.MediationCase;
import org.fengqiao.mediation.MediationCaseFixture;
import org.fengqiao.mediation.MediationJson;
import org.fengqiao.mediation.handover.Completeness.PackageFinding;
import org.fengqiao.platform.attachment.AttachmentView;
import org.junit.jupiter.api.Test;

class LitigationPackageTest {
    /** Its digits beside each other are a mobile number. */
    private static final UUID FILE_LIKE_A_NUMBER = UUID.fromString("0199a138-0013-8000-8a6b-7c8d9e0f1a2b");

    @Test
    void a_full_package_is_as_its_schema_says_and_lacks_nothing() {
        LitigationPackage made = PackageFixture.packed(MediationCaseFixture.breached());
        assertThat(PackageSchema.violations(MediationJson.tree(made))).isEmpty();
        assertThat(made.meta().completenessPercent()).isEqualTo(100);
        assertThat(made.meta().missing()).isEmpty();
        assertThat(PackageFixture.measured(made, MediationCaseFixture.breached())
                        .blockers())
                .isEmpty();
    }

    @Test
    void an_invalid_package_is_refused_with_the_place() {
        ObjectNode broken = (ObjectNode) MediationJson.tree(PackageFixture.packed(MediationCaseFixture.breached()));
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
    void an_empty_case_lists_what_is_missing_and_its_percentage() {
        MediationCase empty = MediationCaseFixture.mediating()
                .endWithoutAgreement(MediationCaseFixture.TODAY)
                .requestConversion(MediationCaseFixture.signed(MediationCaseFixture.WORKER));
        LitigationPackage made = PackageFixture.packed(empty);
        // of 20 elements there are the two sides and the credit code
        assertThat(made.meta().completenessPercent()).isEqualTo(15);
        assertThat(made.meta().missing())
                .contains("/service", "/claims/items", "/facts/performance/entryOn", "/evidence", "/jurisdiction")
                .doesNotContain("/facts/overtime", "/facts/workInjury");
        assertThat(PackageFixture.measured(made, empty).findings()).allSatisfy(finding -> {
            assertThat(finding.text().zh()).isNotBlank();
            assertThat(finding.text().en()).isNotBlank();
        });
        assertThat(PackageSchema.violations(MediationJson.tree(made))).isEmpty();
    }

    @Test
    void only_facts_that_all_parties_signed_are_undisputed() {
        assertThat(PackageFixture.packed(MediationCaseFixture.breached()).undisputedFacts())
                .extracting(ElementForm.UndisputedFact::text)
                .containsExactly("双方自2024年2月19日起存在劳动关系，2025年11月至2026年1月工资未支付。");
    }

    @Test
    void the_claims_add_up_and_the_deadline_is_not_over() {
        ElementForm right = MediationCaseFixture.elements();
        var claims = new ElementForm.Claims(right.claims().items(), new BigDecimal("43500"), null);
        assertThat(stops(with(right, claims, right.arbitration())))
                .extracting(PackageFinding::path)
                .containsExactly("/claims/total");
        ElementForm.Arbitration award = right.arbitration();
        var late = new ElementForm.Arbitration(
                award.no(),
                award.claims(),
                award.result(),
                award.filedOn(),
                award.acceptedOn(),
                MediationCaseFixture.TODAY.minusDays(16));
        // 25 May and 15 days: 9 June, the day before
        assertThat(stops(with(right, right.claims(), late)))
                .extracting(PackageFinding::path)
                .containsExactly("/priorProcedure/arbitration/receivedOn");
    }

    @Test
    void a_concession_is_included_only_once_all_parties_released_it() {
        String before = MediationJson.write(PackageFixture.packed(MediationCaseFixture.breached()));
        assertThat(before).doesNotContain(MediationCaseFixture.CONCEDED);
        MediationCase one = MediationCaseFixture.breached()
                .releaseConcession(0, MediationCaseFixture.signed(MediationCaseFixture.FIRM));
        assertThat(MediationJson.write(PackageFixture.packed(one))).doesNotContain(MediationCaseFixture.CONCEDED);
        MediationCase both = one.releaseConcession(0, MediationCaseFixture.signed(MediationCaseFixture.WORKER));
        assertThat(MediationJson.write(PackageFixture.packed(both))).contains(MediationCaseFixture.CONCEDED);
    }

    @Test
    void terms_of_the_signed_agreement_may_be_included() {
        CaseFile.MediationAgreement agreement =
                MediationCaseFixture.breached().file().agreement();
        MediationCase agreed = MediationCaseFixture.mediating()
                .recordConcession(new CaseFile.Concession(MediationCaseFixture.FIRM, agreement.terms(), null))
                .recordAgreement(agreement)
                .recordBreach(MediationCaseFixture.TODAY);
        assertThat(PackageFixture.measured(PackageFixture.packed(agreed), agreed)
                        .blockers())
                .isEmpty();
        var focus = new ElementForm.DisputeFocus(agreement.terms(), MediationCaseFixture.signedByBoth());
        MediationCase copied = agreed.updateElements(new ElementForm(
                null, null, null, null, null, null, null, List.of(focus), null, null, null, null, null, null, null));
        assertThat(PackageFixture.measured(PackageFixture.packed(copied), copied)
                        .blockers())
                .extracting(PackageFinding::path)
                .containsExactly("/priorProcedure/mediation/concessions");
    }

    @Test
    void it_lists_the_files_it_names_and_no_others() {
        MediationCase failed = MediationCaseFixture.mediating()
                .recordConcession(new CaseFile.Concession(
                        MediationCaseFixture.FIRM,
                        MediationCaseFixture.CONCEDED,
                        List.of(MediationCaseFixture.signed(MediationCaseFixture.FIRM))))
                .endWithoutAgreement(MediationCaseFixture.TODAY)
                .requestConversion(MediationCaseFixture.signed(MediationCaseFixture.WORKER));
        assertThat(PackageFixture.packed(failed).files())
                .extracting(AttachmentView::id)
                .containsExactly(MediationCaseFixture.WORKER_PAPER);
        LitigationPackage full = PackageFixture.packed(MediationCaseFixture.breached());
        assertThat(full.files())
                .containsExactlyInAnyOrderElementsOf(
                        MediationCaseFixture.files().values());
    }

    @Test
    void the_hash_covers_everything_but_itself_and_the_receipt() {
        LitigationPackage made = PackageFixture.packed(MediationCaseFixture.breached());
        var receipt = new LitigationPackage.Receipt(
                LitigationPackage.ReceiptState.ACCEPTED, "(2026)粤0307诉前调1号", null, MediationCaseFixture.NOW);
        assertThat(made.with(receipt).sha256()).isEqualTo(made.meta().packageSha256());
        ElementForm other = with(
                MediationCaseFixture.elements(), MediationCaseFixture.elements().claims(), null);
        MediationCase changed = MediationCaseFixture.breached().updateElements(other);
        assertThat(changed.state()).isEqualTo(CaseState.BREACHED);
        assertThat(PackageFixture.packed(changed).meta().packageSha256())
                .isNotEqualTo(made.meta().packageSha256());
        LitigationPackage again = MediationJson.read(MediationJson.write(made), LitigationPackage.class);
        assertThat(again).isEqualTo(made);
        assertThat(again.sha256()).isEqualTo(made.meta().packageSha256());
    }

    @Test
    void numbers_that_name_a_person_are_masked_and_ids_of_files_are_not() {
        var evidence = new ElementForm.Evidence(
                "1", "与13812345678的通话", "录音", "催要工资", null, FILE_LIKE_A_NUMBER, null, null, false);
        ElementForm masked = MediationJson.masked(
                new ElementForm(
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
                ElementForm.class);
        assertThat(masked.evidence().get(0).name()).isEqualTo("与***的通话");
        assertThat(masked.evidence().get(0).attachment()).isEqualTo(FILE_LIKE_A_NUMBER);
    }

    private static List<PackageFinding> stops(ElementForm elements) {
        MediationCase mediation = MediationCaseFixture.breached().updateElements(elements);
        return PackageFixture.measured(PackageFixture.packed(mediation), mediation)
                .blockers();
    }

    private static ElementForm with(ElementForm old, ElementForm.Claims claims, ElementForm.Arbitration arbitration) {
        return new ElementForm(
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
