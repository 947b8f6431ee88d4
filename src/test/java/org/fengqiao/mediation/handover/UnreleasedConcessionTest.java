package org.fengqiao.mediation.handover;

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
import org.fengqiao.mediation.CaseFile.Concession;
import org.fengqiao.mediation.CaseFile.PartySignature;
import org.fengqiao.mediation.ElementForm;
import org.fengqiao.mediation.MediationCase;
import org.fengqiao.mediation.MediationCaseFixture;
import org.fengqiao.mediation.MediationJson;

/** Whatever the case: what was conceded for peace, and not released by all, is nowhere in what a court is handed. */
class UnreleasedConcessionTest {
    /** @param leakedAt in which text of the elements somebody wrote it down as well; 0 for nowhere */
    record Given(String text, List<PartySignature> consents, int leakedAt) {}

    @Property(tries = 60)
    void an_unreleased_concession_is_nowhere(@ForAll("concessions") Given given) throws IOException {
        MediationCase mediation = MediationCaseFixture.mediating()
                .recordConcession(new Concession(MediationCaseFixture.FIRM, given.text(), given.consents()))
                .endWithoutAgreement(MediationCaseFixture.TODAY)
                .updateElements(elements(given))
                .requestConversion(MediationCaseFixture.signed(MediationCaseFixture.WORKER));
        LitigationPackage made = PackageFixture.packed(mediation);
        boolean released =
                mediation.file().isReleased(mediation.file().concessions().get(0));
        boolean stopped = PackageFixture.measured(made, mediation).blockers().stream()
                .anyMatch(finding -> finding.path().endsWith("/concessions"));
        Statistics.collect(released ? "released" : stopped ? "stopped" : "left out");
        // were everything stopped, the rest would hold of nothing
        Statistics.coverage(seen -> {
            seen.check("released").count(times -> times > 0);
            seen.check("stopped").count(times -> times > 0);
            seen.check("left out").count(times -> times > 0);
        });
        if (stopped) {
            assertThat(given.leakedAt()).as("nothing is stopped for nothing").isPositive();
            assertThat(released).isFalse();
            return; // nothing leaves
        }
        String conceded = LitigationPdfTest.bare(given.text());
        assertThat(LitigationPdfTest.bare(MediationJson.write(made)).contains(conceded))
                .isEqualTo(released);
        assertThat(LitigationPdfTest.bare(LitigationPdfTest.text(LitigationPdf.of(made)))
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
        Arbitrary<List<PartySignature>> consents = Arbitraries.of(
                List.of(),
                List.of(MediationCaseFixture.signed(MediationCaseFixture.FIRM)),
                List.of(MediationCaseFixture.signed(MediationCaseFixture.WORKER)),
                MediationCaseFixture.signedByBoth());
        return Combinators.combine(texts, consents, Arbitraries.integers().between(0, 3))
                .as(Given::new);
    }

    private static ElementForm elements(Given given) {
        // written with a blank in it, as copying out of minutes does
        String leak = "另查：" + given.text().substring(0, 4) + " " + given.text().substring(4) + "。";
        ElementForm old = MediationCaseFixture.elements();
        return new ElementForm(
                null,
                old.employer(),
                old.service(),
                old.claims(),
                old.preservation(),
                given.leakedAt() == 1 ? new ElementForm.Facts(null, null, null, null, leak, null, null) : old.facts(),
                given.leakedAt() == 2
                        ? List.of(new ElementForm.UndisputedFact(leak, MediationCaseFixture.signedByBoth(), true))
                        : old.undisputedFacts(),
                given.leakedAt() == 3
                        ? List.of(new ElementForm.DisputeFocus(leak, MediationCaseFixture.signedByBoth()))
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
