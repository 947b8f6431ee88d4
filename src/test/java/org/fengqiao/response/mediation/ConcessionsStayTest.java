package org.fengqiao.response.mediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.fengqiao.response.mediation.CaseFile.Concession;
import org.fengqiao.response.mediation.CaseFile.Confirmation;

/** Whatever the case: what was conceded for peace, and not released by all, is nowhere in what a court is handed. */
class ConcessionsStayTest {
    /** @param leakedAt in which text of the elements somebody wrote it down as well; 0 for nowhere */
    record Given(String text, List<Confirmation> consents, int leakedAt) {}

    @Property(tries = 60)
    void an_unreleased_concession_is_nowhere(@ForAll("concessions") Given given) throws IOException {
        MediationCase mediation = Cases.mediating()
                .offered(new Concession(Cases.FIRM, given.text(), given.consents()))
                .failed(Cases.TODAY)
                .filled(elements(given))
                .conversionAsked(Cases.signed(Cases.WORKER));
        LitigationPackage made = Cases.packed(mediation);
        boolean released =
                mediation.file().mayBeUsed(mediation.file().concessions().get(0));
        boolean stopped = Cases.measured(made, mediation).stops().stream()
                .anyMatch(finding -> finding.path().endsWith("/concessions"));
        Statistics.collect(released ? "released" : stopped ? "stopped" : "left out");
        if (stopped) return; // nothing leaves
        String conceded = LitigationPaperTest.bare(given.text());
        assertThat(LitigationPaperTest.bare(Json.write(made)).contains(conceded))
                .isEqualTo(released);
        assertThat(LitigationPaperTest.bare(LitigationPaperTest.text(LitigationPaper.of(made)))
                        .contains(conceded))
                .isEqualTo(released);
        if (!released) assertThat(given.leakedAt()).isZero();
    }

    @Provide
    Arbitrary<Given> concessions() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars("愿意补偿元减免承认迟延公司劳动者一二三四五六七八九十")
                .ofMinLength(8)
                .ofMaxLength(60)
                .map(text -> "让步：" + text);
        Arbitrary<List<Confirmation>> consents = Arbitraries.of(
                List.of(),
                List.of(Cases.signed(Cases.FIRM)),
                List.of(Cases.signed(Cases.WORKER)),
                Cases.signedByBoth());
        return Combinators.combine(texts, consents, Arbitraries.integers().between(0, 3))
                .as(Given::new);
    }

    private static Elements elements(Given given) {
        // written with a blank in it, as copying out of minutes does
        String leak = "另查：" + given.text().substring(0, 4) + " " + given.text().substring(4) + "。";
        Elements old = Cases.elements();
        return new Elements(
                null,
                old.employer(),
                old.service(),
                old.claims(),
                old.preservation(),
                given.leakedAt() == 1 ? new Elements.Facts(null, null, null, null, leak, null, null) : old.facts(),
                given.leakedAt() == 2
                        ? List.of(new Elements.UndisputedFact(leak, Cases.signedByBoth(), true))
                        : old.undisputedFacts(),
                given.leakedAt() == 3
                        ? List.of(new Elements.DisputeFocus(leak, Cases.signedByBoth()))
                        : old.disputeFoci(),
                old.arbitration(),
                null,
                null,
                old.evidence(),
                old.jurisdiction(),
                old.risk(),
                null);
    }
}
