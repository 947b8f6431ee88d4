package org.fengqiao.mediation;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.platform.text.BilingualText;

/**
 * What a mediation has collected. Parties are references into the system that knows who they are; nothing here names a
 * person.
 *
 * @param conversion the signed request of a party to go to court; null as long as there is none
 * @param endedOn the day mediation ended, with or without an agreement
 */
public record CaseFile(
        List<Party> parties,
        List<Session> sessions,
        List<Concession> concessions,
        MediationAgreement agreement,
        PartySignature conversion,
        LocalDate endedOn,
        List<String> recused,
        ElementForm elements) {
    static final String REFERENCE = "[A-Za-z0-9][A-Za-z0-9/_-]{2,63}";

    /** Which side a party stands on. */
    public enum Side {
        APPLICANT("申请人", "applicant"),
        RESPONDENT("被申请人", "respondent");

        private final BilingualText text;

        Side(String zh, String en) {
            text = new BilingualText(zh, en);
        }

        public BilingualText text() {
            return text;
        }
    }

    /** Whether a party wants to mediate: nobody is forced to. */
    public enum Willingness {
        NOT_ASKED,
        WILLING,
        UNWILLING
    }

    /** @param ref the number of the party in the system that keeps the identity */
    public record Party(
            @NotBlank @Pattern(regexp = REFERENCE) String ref,
            @NotNull Side side,
            @NotBlank @Size(max = 60) String sourceSystem,
            Willingness will,
            LocalDate willOn) {
        /** The side and the reference, which alone says little. */
        BilingualText label() {
            return new BilingualText(side.text().zh() + " " + ref, side.text().en() + " " + ref);
        }
    }

    /** @param minutes the file of the signed minutes; null for none */
    public record Session(
            @NotNull LocalDate on,
            UUID minutes,
            @Size(max = 2000) String note) {
        List<UUID> attachments() {
            return minutes == null ? List.of() : List.of(minutes);
        }
    }

    /** @param attachment the file of the paper that the party signed */
    public record PartySignature(
            @NotBlank @Pattern(regexp = REFERENCE) String party,
            @NotNull UUID attachment,
            @NotNull LocalDate on) {
        static List<UUID> attachments(List<PartySignature> signatures) {
            return signatures.stream().map(PartySignature::attachment).toList();
        }
    }

    /** What a party offered in order to settle; it is used nowhere else unless all parties agree to that. */
    public record Concession(
            @NotBlank @Pattern(regexp = REFERENCE) String party,
            @NotBlank @Size(min = 6, max = 2000) String text,
            List<@Valid @NotNull PartySignature> consents) {
        public Concession {
            consents = copy(consents);
        }

        Concession withConsent(PartySignature consent) {
            return new Concession(party, text, plus(consents, consent));
        }
    }

    public record MediationAgreement(
            @NotBlank @Size(max = 60) String no,
            @NotBlank @Size(max = 4000) String terms,

            @NotNull @PositiveOrZero @Digits(integer = 13, fraction = 2) @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal amount,

            @NotNull LocalDate effectiveOn,
            @NotNull LocalDate performBy,
            @NotEmpty List<@Valid @NotNull PartySignature> signatures) {
        public MediationAgreement {
            signatures = copy(signatures);
        }
    }

    public CaseFile {
        parties = copy(parties);
        sessions = copy(sessions);
        concessions = copy(concessions);
        recused = copy(recused);
        elements = elements == null ? ElementForm.NONE : elements;
    }

    /** Keeps a file as JSON with absent rather than null values. */
    @Converter
    static class JsonConverter implements AttributeConverter<CaseFile, String> {
        @Override
        public String convertToDatabaseColumn(CaseFile file) {
            return MediationJson.write(file);
        }

        @Override
        public CaseFile convertToEntityAttribute(String json) {
            return MediationJson.read(json, CaseFile.class);
        }
    }

    static <T> List<T> copy(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    static <T> List<T> plus(List<T> list, T item) {
        List<T> more = new ArrayList<>(list);
        more.add(item);
        return more;
    }

    Optional<Party> party(String ref) {
        return parties.stream().filter(party -> party.ref().equals(ref)).findFirst();
    }

    /** Whether both sides are there: what one side signs alone binds nobody and is not undisputed. */
    public boolean hasBothSides() {
        return EnumSet.allOf(Side.class).stream()
                .allMatch(side -> parties.stream().anyMatch(party -> party.side() == side));
    }

    /** Whether both sides are there and every party is among those who signed. */
    public boolean signedByAll(List<PartySignature> signatures) {
        return hasBothSides() && missingSignatures(signatures).isEmpty();
    }

    /** The parties who are not among those who signed. */
    List<String> missingSignatures(List<PartySignature> signatures) {
        return parties.stream()
                .map(Party::ref)
                .filter(ref -> signatures.stream()
                        .noneMatch(signature -> signature.party().equals(ref)))
                .toList();
    }

    public boolean isReleased(Concession concession) {
        return signedByAll(concession.consents());
    }

    boolean isEverybodyWilling() {
        return hasBothSides() && parties.stream().allMatch(party -> party.will() == Willingness.WILLING);
    }

    CaseFile withWillingness(String ref, Willingness will, LocalDate on) {
        List<Party> now = parties.stream()
                .map(party ->
                        party.ref().equals(ref) ? new Party(ref, party.side(), party.sourceSystem(), will, on) : party)
                .toList();
        return new CaseFile(now, sessions, concessions, agreement, conversion, endedOn, recused, elements);
    }

    CaseFile withParty(Party party) {
        return new CaseFile(
                plus(parties, party), sessions, concessions, agreement, conversion, endedOn, recused, elements);
    }

    CaseFile withConcession(Concession concession) {
        return withConcessions(plus(concessions, concession));
    }

    CaseFile withConsent(int index, PartySignature consent) {
        List<Concession> now = new ArrayList<>(concessions);
        now.set(index, now.get(index).withConsent(consent));
        return withConcessions(now);
    }

    CaseFile withSession(Session session) {
        return new CaseFile(
                parties, plus(sessions, session), concessions, agreement, conversion, endedOn, recused, elements);
    }

    private CaseFile withConcessions(List<Concession> now) {
        return new CaseFile(parties, sessions, now, agreement, conversion, endedOn, recused, elements);
    }

    CaseFile withAgreement(MediationAgreement reached) {
        return new CaseFile(parties, sessions, concessions, reached, conversion, endedOn, recused, elements);
    }

    CaseFile withConversion(PartySignature asked) {
        return new CaseFile(parties, sessions, concessions, agreement, asked, endedOn, recused, elements);
    }

    CaseFile endedOn(LocalDate day) {
        return new CaseFile(parties, sessions, concessions, agreement, conversion, day, recused, elements);
    }

    CaseFile withRecused(String mediator) {
        return new CaseFile(
                parties, sessions, concessions, agreement, conversion, endedOn, plus(recused, mediator), elements);
    }

    CaseFile withElements(ElementForm filled) {
        return new CaseFile(parties, sessions, concessions, agreement, conversion, endedOn, recused, filled);
    }
}
