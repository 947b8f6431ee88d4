package org.fengqiao.mediation;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fengqiao.mediation.CaseFile.PartySignature;
import org.fengqiao.mediation.mediator.DisputeKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.calendar.LegalClock;

/** The part of the element form that people fill in; the rest of a package comes from the case and the registry. */
public record ElementForm(
        @Valid Agent agent,
        @Valid Employer employer,
        List<@Valid @NotNull ServiceAddress> service,
        @Valid Claims claims,
        @Valid AssetPreservation preservation,
        @Valid Facts facts,
        List<@Valid @NotNull UndisputedFact> undisputedFacts,
        List<@Valid @NotNull DisputeFocus> disputeFoci,
        @Valid Arbitration arbitration,
        @Size(max = 60) String supervisionOrderNo,
        @Valid PayOrder payOrder,
        List<@Valid @NotNull Evidence> evidence,
        @Valid Jurisdiction jurisdiction,
        @Valid Risk risk,
        List<@Valid @NotNull Suspension> suspensions) {
    static final ElementForm NONE =
            new ElementForm(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    public ElementForm {
        service = CaseFile.copy(service);
        undisputedFacts = CaseFile.copy(undisputedFacts);
        disputeFoci = CaseFile.copy(disputeFoci);
        evidence = CaseFile.copy(evidence);
        suspensions = CaseFile.copy(suspensions);
    }

    /** The files that the form names. */
    List<UUID> attachments() {
        Stream<PartySignature> signatures = Stream.of(
                        service.stream().map(ServiceAddress::confirmedBy).filter(Objects::nonNull),
                        undisputedFacts.stream().flatMap(fact -> fact.confirmedBy().stream()),
                        disputeFoci.stream().flatMap(focus -> focus.confirmedBy().stream()))
                .flatMap(Function.identity());
        return Stream.concat(
                        signatures.map(PartySignature::attachment),
                        evidence.stream().map(Evidence::attachment).filter(Objects::nonNull))
                .toList();
    }

    public record Agent(
            @NotBlank @Pattern(regexp = CaseFile.REFERENCE) String ref,
            @NotBlank @Size(max = 60) String sourceSystem,
            @NotBlank @Size(max = 400) String powers) {}

    /** What the registry does not know of the enterprise; the dispatching unit only for dispatched staff. */
    public record Employer(
            @Size(max = 60) String type,
            @Size(max = 60) String ownership,
            @Size(max = 200) String domicile,
            @Size(max = 120) String dispatchingUnit,
            @Pattern(regexp = "[0-9A-Z]{18}") String dispatchingUnitUscc) {}

    /** Where a party agreed to be served; the recipient's name and telephone stay in the source system. */
    public record ServiceAddress(
            @NotBlank @Pattern(regexp = CaseFile.REFERENCE) String party,
            @NotBlank @Size(max = 200) String address,
            boolean electronic,
            @Size(max = 60) String channel,
            @Valid PartySignature confirmedBy) {
        /** Whether the party served there signed it themselves; nobody can for them. */
        public boolean hasOwnSignature() {
            return confirmedBy != null && confirmedBy.party().equals(party);
        }

        void requireOwnSignature() {
            if (confirmedBy == null || hasOwnSignature()) return;
            throw ProblemException.invalid(
                    "service-signed-by-another",
                    "送达地址须由当事人“" + party + "”本人签字确认，不能由“" + confirmedBy.party() + "”代签",
                    "The service address of \"" + party + "\" is confirmed by themselves and not by \""
                            + confirmedBy.party() + "\"");
        }
    }

    public record Claims(
            List<@Valid @NotNull Claim> items,

            @NotNull @PositiveOrZero @Digits(integer = 13, fraction = 2) @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal total,

            @Size(max = 200) String costs) {
        public Claims {
            items = CaseFile.copy(items);
        }
    }

    public record Claim(
            @NotNull DisputeKind kind,
            LocalDate from,
            LocalDate to,

            @NotNull @PositiveOrZero @Digits(integer = 13, fraction = 2) @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal amount,

            @NotBlank @Size(max = 400) String formula) {}

    public record AssetPreservation(
            boolean applied,
            @Size(max = 120) String court,
            LocalDate on,
            @Size(max = 60) String caseNo) {}

    /** @param knewOn the day on which the applicant learned of the infringement, from which the limitation runs */
    public record Facts(
            @Valid Contract contract,
            @Valid Performance performance,
            @Valid Termination termination,
            @Valid WorkInjury workInjury,
            @Size(max = 1000) String overtime,
            @Size(max = 1000) String leave,
            LocalDate knewOn) {}

    public record Contract(
            boolean written,
            LocalDate signedOn,
            @Size(max = 200) String place,
            @Size(max = 120) String name) {}

    public record Performance(
            LocalDate entryOn,
            @Size(max = 120) String unit,
            @Size(max = 120) String post,
            @Size(max = 200) String place,
            @Size(max = 200) String agreedWage,
            @Size(max = 200) String actualWage,
            @Size(max = 200) String hours,
            LocalDate socialInsuranceFrom) {}

    public record Termination(
            LocalDate on,
            @Size(max = 1000) String reason,
            @Size(max = 200) String form) {}

    public record WorkInjury(
            LocalDate on,
            @Size(max = 60) String recognitionNo,
            @Size(max = 60) String grade) {}

    /** @param usableInLitigation whether the parties agreed to its use before a court */
    public record UndisputedFact(
            @NotBlank @Size(max = 2000) String text,
            List<@Valid @NotNull PartySignature> confirmedBy,
            boolean usableInLitigation) {
        public UndisputedFact {
            confirmedBy = CaseFile.copy(confirmedBy);
        }
    }

    public record DisputeFocus(
            @NotBlank @Size(max = 2000) String text, List<@Valid @NotNull PartySignature> confirmedBy) {
        public DisputeFocus {
            confirmedBy = CaseFile.copy(confirmedBy);
        }
    }

    /** @param receivedOn the day on which the award was received, from which the time to sue runs */
    public record Arbitration(
            @Size(max = 60) String no,
            @Size(max = 1000) String claims,
            @Size(max = 1000) String result,
            LocalDate filedOn,
            LocalDate acceptedOn,
            LocalDate receivedOn) {}

    public record PayOrder(LocalDate askedOn, LocalDate receivedOn) {}

    public record Evidence(
            @NotBlank @Size(max = 20) String no,
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 60) String form,
            @NotBlank @Size(max = 400) String proves,
            @Size(max = 200) String source,
            UUID attachment,
            Instant stampedAt,
            @Size(max = 120) String originalHeldBy,
            boolean notarised) {}

    /** Why a court has jurisdiction. */
    public enum Ground {
        PLACE_OF_PERFORMANCE,
        PLACE_OF_EMPLOYER
    }

    public record Jurisdiction(
            @NotBlank @Size(max = 200) String place,
            @NotNull Ground ground,
            @Size(max = 400) String agreement) {}

    /** Nothing of care: whether help was offered to a party, and why, never leaves for a court. */
    public record Risk(
            List<@NotBlank @Size(max = 400) String> falseLitigationSigns,
            @Pattern(regexp = CaseFile.REFERENCE) String groupCaseRef,
            boolean legalAidNeeded) {
        public Risk {
            falseLitigationSigns = CaseFile.copy(falseLitigationSigns);
        }
    }

    /** Days on which a statutory period is suspended, both included: a supplement is awaited, an injury is being recognised. */
    public record Suspension(
            @NotBlank @Size(max = 40) String clock,
            @NotNull LocalDate from,
            @NotNull LocalDate to,
            @NotBlank @Size(max = 200) String reason) {
        void check() {
            StatutoryClocks.requireKnown(clock);
            new LegalClock.Suspension(from, to);
        }
    }
}
