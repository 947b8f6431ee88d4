package org.fengqiao.mediation.handover;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fengqiao.mediation.CaseFile.PartySignature;
import org.fengqiao.mediation.ElementForm;
import org.fengqiao.mediation.MediationJson;
import org.fengqiao.platform.attachment.AttachmentView;
import org.fengqiao.platform.text.BilingualText;

/**
 * What a court receives: the twelve parts of the element form, the seventh as two lists, and the files that it names with their
 * hashes. Its schema is published.
 */
public record LitigationPackage(
        Applicant applicant,
        Respondent respondent,
        List<ElementForm.ServiceAddress> service,
        ElementForm.Claims claims,
        ElementForm.AssetPreservation preservation,
        ElementForm.Facts facts,
        List<ElementForm.UndisputedFact> undisputedFacts,
        List<ElementForm.DisputeFocus> disputeFoci,
        PriorProcedure priorProcedure,
        List<ElementForm.Evidence> evidence,
        ElementForm.Jurisdiction jurisdiction,
        ElementForm.Risk risk,
        List<AttachmentView> files,
        Meta meta) {
    public static final String SCHEMA_VERSION = "1.1";

    /** Name, date of birth, identity number and telephone are kept in the source system under this reference. */
    public record Identity(String ref, String sourceSystem, String kept) {
        static final String IN_SOURCE_SYSTEM = "kept in the source system";

        Identity(String ref, String sourceSystem) {
            this(ref, sourceSystem, IN_SOURCE_SYSTEM);
        }
    }

    public record Applicant(List<Identity> parties, ElementForm.Agent agent) {}

    public record Respondent(
            List<Identity> parties,
            String enterprise,
            String uscc,
            String type,
            String ownership,
            String domicile,
            String legalRepresentative,
            String dispatchingUnit,
            String dispatchingUnitUscc) {}

    public record PriorProcedure(Mediation mediation, ElementForm.Arbitration arbitration, String supervisionOrderNo) {}

    /** @param concessions only those that every party released */
    public record Mediation(
            String body,
            String mediator,
            LocalDate startedOn,
            LocalDate endedOn,
            String result,
            int sessions,
            Agreement agreement,
            List<UsableConcession> concessions) {}

    public record Agreement(
            String no,
            String terms,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount,
            LocalDate effectiveOn,
            LocalDate performBy,
            List<PartySignature> confirmedBy) {}

    public record UsableConcession(String party, String text, List<PartySignature> confirmedBy) {}

    /** @param opensAt where the page of the case is; absent where nobody outside could open it */
    public record Meta(
            UUID packageId,
            UUID caseId,
            int revision,
            String schemaVersion,
            String ruleSetVersion,
            Instant handedOverAt,
            String handedOverBy,
            String opensAt,
            PartySignature askedBy,
            int completenessPercent,
            List<String> missing,
            String packageSha256,
            Receipt receipt) {}

    /** What the receiver did with the package; not part of the hash, because it comes later. */
    public record Receipt(ReceiptState state, String number, String reason, Instant at) {
        static final Receipt NONE_YET = new Receipt(ReceiptState.NEW, null, null, null);
    }

    /** Where a package stands with its receiver. */
    public enum ReceiptState {
        NEW("尚无回执", "none yet"),
        ACCEPTED("已接收", "accepted"),
        RETURNED("已退回", "returned");

        private final BilingualText text;

        ReceiptState(String zh, String en) {
            text = new BilingualText(zh, en);
        }

        public BilingualText text() {
            return text;
        }
    }

    LitigationPackage with(Meta now) {
        return with(files, now);
    }

    /** The files that it names, by {@code attachment}: what is signed, and evidence. */
    Set<UUID> attachments() {
        return MediationJson.tree(this).findValuesAsText("attachment").stream()
                .map(UUID::fromString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    LitigationPackage with(Map<UUID, AttachmentView> known) {
        return with(AttachmentView.inOrder(List.copyOf(attachments()), known), meta);
    }

    private LitigationPackage with(List<AttachmentView> files, Meta now) {
        return new LitigationPackage(
                applicant,
                respondent,
                service,
                claims,
                preservation,
                facts,
                undisputedFacts,
                disputeFoci,
                priorProcedure,
                evidence,
                jurisdiction,
                risk,
                files,
                now);
    }

    LitigationPackage with(Receipt receipt) {
        return with(meta(meta.completenessPercent(), meta.missing(), meta.packageSha256(), receipt));
    }

    /** With its hash, which covers everything but itself and the receipt. */
    LitigationPackage withHash() {
        return with(meta(meta.completenessPercent(), meta.missing(), sha256(), meta.receipt()));
    }

    LitigationPackage withCompleteness(Completeness completeness) {
        return with(meta(completeness.percent(), completeness.missing(), null, Receipt.NONE_YET));
    }

    String sha256() {
        ObjectNode tree = (ObjectNode) MediationJson.tree(this);
        ((ObjectNode) tree.get("meta")).remove(List.of("packageSha256", "receipt"));
        return MediationJson.hash(tree);
    }

    private Meta meta(int percent, List<String> missing, String hash, Receipt receipt) {
        return new Meta(
                meta.packageId(),
                meta.caseId(),
                meta.revision(),
                meta.schemaVersion(),
                meta.ruleSetVersion(),
                meta.handedOverAt(),
                meta.handedOverBy(),
                meta.opensAt(),
                meta.askedBy(),
                percent,
                missing,
                hash,
                receipt);
    }
}
