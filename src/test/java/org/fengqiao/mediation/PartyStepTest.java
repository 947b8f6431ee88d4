package org.fengqiao.mediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.mediation.MediationCaseFixture.FIRM;
import static org.fengqiao.mediation.MediationCaseFixture.RECEIVED;
import static org.fengqiao.mediation.MediationCaseFixture.WORKER;
import static org.fengqiao.mediation.MediationCaseFixture.signed;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.fengqiao.mediation.CaseFile.Concession;
import org.fengqiao.mediation.CaseFile.MediationAgreement;
import org.fengqiao.mediation.CaseFile.Party;
import org.fengqiao.mediation.CaseFile.Session;
import org.fengqiao.mediation.CaseFile.Side;
import org.fengqiao.mediation.CaseFile.Willingness;
import org.fengqiao.platform.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which step a mediation allows, by the parties who are in it and by the party who takes the step. */
class PartyStepTest {
    private static final String COLLEAGUE = "HR-2026-0317/A2";
    private static final String STRANGER = "HR-2026-9999/A1";
    private static final String SYSTEM = "人力资源局案管系统";

    /** Who is in the case, and what they said. */
    enum Cast {
        /** An applicant who wants to mediate, and nobody on the other side. */
        ALONE,
        BOTH_WILLING,
        /** A second applicant joined while the others were in mediation. */
        JOINED,
        THREE_WILLING,
        FIRM_NOT_ASKED,
        FIRM_DECLINED,
        ALONE_AND_DECLINED,
        AGREED
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            step                            | ALONE           | BOTH_WILLING      | JOINED           | THREE_WILLING     | FIRM_NOT_ASKED   | FIRM_DECLINED    | ALONE_AND_DECLINED | AGREED
            worker says willing             | OPENED          | MEDIATING         | OPENED           | MEDIATING         | OPENED           | mediation-state  | mediation-state    | mediation-state
            firm says willing               | party-unknown   | MEDIATING         | OPENED           | MEDIATING         | MEDIATING        | mediation-state  | mediation-state    | mediation-state
            colleague says willing          | party-unknown   | party-unknown     | MEDIATING        | MEDIATING         | party-unknown    | mediation-state  | mediation-state    | mediation-state
            firm says unwilling             | party-unknown   | DECLINED          | DECLINED         | DECLINED          | DECLINED         | mediation-state  | mediation-state    | mediation-state
            stranger says willing           | party-unknown   | party-unknown     | party-unknown    | party-unknown     | party-unknown    | mediation-state  | mediation-state    | mediation-state
            worker refuses the mediator     | OPENED          | MEDIATING         | OPENED           | MEDIATING         | OPENED           | mediation-state  | mediation-state    | mediation-state
            stranger refuses the mediator   | party-unknown   | party-unknown     | party-unknown    | party-unknown     | party-unknown    | mediation-state  | mediation-state    | mediation-state
            session                         | party-missing   | MEDIATING         | mediation-state  | MEDIATING         | mediation-state  | mediation-state  | party-missing      | mediation-state
            firm concedes                   | party-missing   | MEDIATING         | mediation-state  | MEDIATING         | mediation-state  | mediation-state  | party-missing      | mediation-state
            stranger concedes               | party-missing   | party-unknown     | mediation-state  | party-unknown     | mediation-state  | mediation-state  | party-missing      | mediation-state
            agreement of worker             | party-missing   | signature-missing | mediation-state  | signature-missing | mediation-state  | mediation-state  | party-missing      | mediation-state
            agreement of firm               | party-missing   | signature-missing | mediation-state  | signature-missing | mediation-state  | mediation-state  | party-missing      | mediation-state
            agreement of both               | party-missing   | AGREED            | mediation-state  | signature-missing | mediation-state  | mediation-state  | party-missing      | mediation-state
            agreement of three              | party-missing   | party-unknown     | mediation-state  | AGREED            | mediation-state  | mediation-state  | party-missing      | mediation-state
            agreement of both and stranger  | party-missing   | party-unknown     | mediation-state  | party-unknown     | mediation-state  | mediation-state  | party-missing      | mediation-state
            no agreement                    | mediation-state | FAILED            | mediation-state  | FAILED            | mediation-state  | mediation-state  | mediation-state    | mediation-state
            worker asks for a court         | OPENED          | MEDIATING         | OPENED           | MEDIATING         | OPENED           | DECLINED         | DECLINED           | AGREED
            firm asks for a court           | party-unknown   | not-an-applicant  | not-an-applicant | not-an-applicant  | not-an-applicant | not-an-applicant | party-unknown      | not-an-applicant
            stranger asks for a court       | party-unknown   | party-unknown     | party-unknown    | party-unknown     | party-unknown    | party-unknown    | party-unknown      | party-unknown
            hand-over                       | mediation-state | mediation-state   | mediation-state  | mediation-state   | mediation-state  | HANDED_OVER      | party-missing      | mediation-state
            firm joins                      | OPENED          | MEDIATING         | OPENED           | MEDIATING         | OPENED           | DECLINED         | DECLINED           | AGREED
            stranger joins                  | OPENED          | OPENED            | OPENED           | OPENED            | OPENED           | DECLINED         | DECLINED           | party-after-agreement
            worker joins the other side     | party-differs   | party-differs     | party-differs    | party-differs     | party-differs    | party-differs    | party-differs      | party-differs
            address of firm signed by worker | party-unknown  | service-signed-by-another | service-signed-by-another | service-signed-by-another | service-signed-by-another | service-signed-by-another | party-unknown | service-signed-by-another
            """, useHeadersInDisplayName = true)
    void every_step_with_every_cast(
            String step,
            String alone,
            String bothWilling,
            String joined,
            String threeWilling,
            String notAsked,
            String declined,
            String aloneAndDeclined,
            String agreed) {
        List<String> expected =
                List.of(alone, bothWilling, joined, threeWilling, notAsked, declined, aloneAndDeclined, agreed);
        assertThat(Arrays.stream(Cast.values()).map(cast -> outcome(cast, step)))
                .as(step)
                .containsExactlyElementsOf(expected);
    }

    /** The state after the step, or the code of the refusal, which leaves the case as it was. */
    private static String outcome(Cast cast, String step) {
        MediationCase mediation = of(cast);
        CaseState state = mediation.state();
        CaseFile file = mediation.file();
        try {
            step(step).accept(mediation);
            return mediation.state().name();
        } catch (ProblemException refusal) {
            assertThat(mediation.state()).isEqualTo(state);
            assertThat(mediation.file()).isEqualTo(file);
            return refusal.code();
        }
    }

    private static MediationCase of(Cast cast) {
        return switch (cast) {
            case ALONE -> alone(Willingness.WILLING);
            case BOTH_WILLING -> both();
            case JOINED -> join(both(), COLLEAGUE, Side.APPLICANT);
            case THREE_WILLING ->
                join(both(), COLLEAGUE, Side.APPLICANT).recordWillingness(COLLEAGUE, Willingness.WILLING, RECEIVED);
            case FIRM_NOT_ASKED -> join(alone(Willingness.WILLING), FIRM, Side.RESPONDENT);
            case FIRM_DECLINED -> both().recordWillingness(FIRM, Willingness.UNWILLING, RECEIVED);
            case ALONE_AND_DECLINED -> alone(Willingness.UNWILLING);
            case AGREED -> both().recordAgreement(agreement(WORKER, FIRM));
        };
    }

    private static MediationCase alone(Willingness will) {
        return MediationCaseFixture.openedBy(List.of(party(WORKER, Side.APPLICANT)))
                .recordWillingness(WORKER, will, RECEIVED);
    }

    private static MediationCase both() {
        return join(alone(Willingness.WILLING), FIRM, Side.RESPONDENT)
                .recordWillingness(FIRM, Willingness.WILLING, RECEIVED);
    }

    private static MediationCase join(MediationCase mediation, String ref, Side side) {
        mediation.addParty(party(ref, side));
        return mediation;
    }

    private static Party party(String ref, Side side) {
        return new Party(ref, side, SYSTEM, Willingness.NOT_ASKED, null);
    }

    private static Consumer<MediationCase> step(String name) {
        return switch (name) {
            case "worker says willing" -> of -> of.recordWillingness(WORKER, Willingness.WILLING, RECEIVED);
            case "firm says willing" -> of -> of.recordWillingness(FIRM, Willingness.WILLING, RECEIVED);
            case "colleague says willing" -> of -> of.recordWillingness(COLLEAGUE, Willingness.WILLING, RECEIVED);
            case "firm says unwilling" -> of -> of.recordWillingness(FIRM, Willingness.UNWILLING, RECEIVED);
            case "stranger says willing" -> of -> of.recordWillingness(STRANGER, Willingness.WILLING, RECEIVED);
            case "worker refuses the mediator" -> of -> of.recuseMediator(WORKER);
            case "stranger refuses the mediator" -> of -> of.recuseMediator(STRANGER);
            case "session" -> of -> of.recordSession(new Session(RECEIVED, null, null));
            case "firm concedes" -> of -> of.recordConcession(new Concession(FIRM, "愿补三千元了结", null));
            case "stranger concedes" -> of -> of.recordConcession(new Concession(STRANGER, "愿补三千元了结", null));
            case "agreement of worker" -> of -> of.recordAgreement(agreement(WORKER));
            case "agreement of firm" -> of -> of.recordAgreement(agreement(FIRM));
            case "agreement of both" -> of -> of.recordAgreement(agreement(WORKER, FIRM));
            case "agreement of three" -> of -> of.recordAgreement(agreement(WORKER, COLLEAGUE, FIRM));
            case "agreement of both and stranger" -> of -> of.recordAgreement(agreement(WORKER, FIRM, STRANGER));
            case "no agreement" -> of -> of.endWithoutAgreement(RECEIVED);
            case "worker asks for a court" -> of -> of.requestConversion(signed(WORKER));
            case "firm asks for a court" -> of -> of.requestConversion(signed(FIRM));
            case "stranger asks for a court" -> of -> of.requestConversion(signed(STRANGER));
            case "hand-over" -> PartyStepTest::handOver;
            case "firm joins" -> of -> of.addParty(party(FIRM, Side.RESPONDENT));
            case "stranger joins" -> of -> of.addParty(party(STRANGER, Side.RESPONDENT));
            case "worker joins the other side" -> of -> of.addParty(party(WORKER, Side.RESPONDENT));
            case "address of firm signed by worker" -> of -> of.updateElements(addressOf(FIRM, WORKER));
            default -> throw new AssertionError(name);
        };
    }

    /** As if an applicant had asked for it before: that is another rule, and has its own row. */
    private static void handOver(MediationCase mediation) {
        CaseFile file = mediation.file();
        mediation.file = file.withConversion(signed(WORKER));
        try {
            mediation.handOver();
        } catch (ProblemException refusal) {
            mediation.file = file;
            throw refusal;
        }
    }

    private static MediationAgreement agreement(String... signatories) {
        return new MediationAgreement(
                "坂调字1号",
                "十日内付清",
                BigDecimal.TEN,
                RECEIVED,
                RECEIVED.plusDays(10),
                Arrays.stream(signatories).map(MediationCaseFixture::signed).toList());
    }

    private static ElementForm addressOf(String party, String signatory) {
        var address = new ElementForm.ServiceAddress(party, "深圳市龙岗区坂田街道", false, null, signed(signatory));
        return new ElementForm(
                null, null, List.of(address), null, null, null, null, null, null, null, null, null, null, null, null);
    }
}
