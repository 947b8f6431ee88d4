package org.fengqiao.mediation.handover;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fengqiao.mediation.CaseFile;
import org.fengqiao.mediation.CaseFile.Side;
import org.fengqiao.mediation.ElementForm;
import org.fengqiao.mediation.MediationCase;
import org.fengqiao.mediation.handover.LitigationPackage.Identity;
import org.fengqiao.mediation.handover.LitigationPackage.Meta;
import org.fengqiao.mediation.handover.LitigationPackage.Receipt;
import org.fengqiao.registry.enterprise.Enterprise;

/** Makes the package of a case. Leaves out what was not confirmed for use before a court. */
final class PackageAssembler {
    /**
     * Which revision is handed over by whom and when, and under which rules.
     *
     * @param by the name of a person, as is the mediator
     * @param mediator null for none
     * @param link to the page of the case; null where nobody outside could open it
     */
    record HandoverDetails(
            int revision, String body, String ruleSetVersion, Instant at, String by, String mediator, String link) {}

    private PackageAssembler() {}

    static LitigationPackage pack(MediationCase mediation, Enterprise enterprise, HandoverDetails details) {
        CaseFile file = mediation.file();
        ElementForm elements = file.elements();
        return new LitigationPackage(
                new LitigationPackage.Applicant(identities(file, Side.APPLICANT), elements.agent()),
                respondent(file, enterprise),
                elements.service(),
                elements.claims(),
                elements.preservation(),
                elements.facts(),
                elements.undisputedFacts().stream()
                        .filter(fact -> fact.usableInLitigation() && file.signedByAll(fact.confirmedBy()))
                        .toList(),
                elements.disputeFoci().stream()
                        .filter(focus -> !focus.confirmedBy().isEmpty())
                        .toList(),
                new LitigationPackage.PriorProcedure(
                        mediation(mediation, details), elements.arbitration(), elements.supervisionOrderNo()),
                elements.evidence(),
                elements.jurisdiction(),
                elements.risk(),
                List.of(),
                meta(mediation, details));
    }

    /** Derived from case and revision, so that a package that is sent again is the same package. */
    static UUID packageId(UUID caseId, int revision) {
        return UUID.nameUUIDFromBytes(
                ("litigation-package/" + caseId + "/" + revision).getBytes(StandardCharsets.UTF_8));
    }

    private static List<Identity> identities(CaseFile file, Side side) {
        return file.parties().stream()
                .filter(party -> party.side() == side)
                .map(party -> new Identity(party.ref(), party.sourceSystem()))
                .toList();
    }

    private static LitigationPackage.Respondent respondent(CaseFile file, Enterprise enterprise) {
        ElementForm.Employer employer = file.elements().employer();
        boolean known = employer != null;
        String domicile = known && employer.domicile() != null ? employer.domicile() : enterprise.address();
        return new LitigationPackage.Respondent(
                identities(file, Side.RESPONDENT),
                enterprise.name(),
                enterprise.uscc(),
                known ? employer.type() : null,
                known ? employer.ownership() : null,
                domicile,
                Identity.IN_SOURCE_SYSTEM,
                known ? employer.dispatchingUnit() : null,
                known ? employer.dispatchingUnitUscc() : null);
    }

    private static LitigationPackage.Mediation mediation(MediationCase mediation, HandoverDetails details) {
        CaseFile file = mediation.file();
        return new LitigationPackage.Mediation(
                details.body(),
                details.mediator(),
                mediation.receivedOn(),
                file.endedOn(),
                result(file),
                file.sessions().size(),
                agreed(file.agreement()),
                file.concessions().stream()
                        .filter(file::isReleased)
                        .map(released -> new LitigationPackage.UsableConcession(
                                released.party(), released.text(), released.consents()))
                        .toList());
    }

    /** Read from the file, because the state has gone on since. */
    private static String result(CaseFile file) {
        if (file.agreement() != null) return "AGREED_NOT_PERFORMED";
        boolean declined = file.parties().stream().anyMatch(party -> party.will() == CaseFile.Willingness.UNWILLING);
        return declined ? "DECLINED" : "FAILED";
    }

    private static LitigationPackage.Agreement agreed(CaseFile.MediationAgreement agreement) {
        if (agreement == null) return null;
        return new LitigationPackage.Agreement(
                agreement.no(),
                agreement.terms(),
                agreement.amount(),
                agreement.effectiveOn(),
                agreement.performBy(),
                agreement.signatures());
    }

    private static Meta meta(MediationCase mediation, HandoverDetails details) {
        return new Meta(
                packageId(mediation.id(), details.revision()),
                mediation.id(),
                details.revision(),
                LitigationPackage.SCHEMA_VERSION,
                details.ruleSetVersion(),
                details.at(),
                details.by(),
                details.link(),
                mediation.file().conversion(),
                0,
                List.of(),
                null,
                Receipt.NONE_YET);
    }
}
