package org.fengqiao.mediation.handover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.mediation.CaseFile;
import org.fengqiao.mediation.ElementForm;
import org.fengqiao.mediation.MediationCase;
import org.fengqiao.mediation.MediationJson;
import org.fengqiao.mediation.StatutoryClocks;
import org.fengqiao.platform.text.BilingualText;

/**
 * What a package lacks. A missing element is listed and lowers the percentage; what blocks the package (a wrong sum, an
 * expired deadline, an unreleased concession) has to be corrected first.
 *
 * @param percent the share of the elements needed by this case that are there
 */
public record Completeness(int percent, List<PackageFinding> findings) {
    /** @param path the place in the package, as a JSON Pointer */
    public record PackageFinding(String path, boolean stops, BilingualText text) {}

    List<String> missing() {
        return findings.stream()
                .filter(f -> !f.stops())
                .map(PackageFinding::path)
                .toList();
    }

    List<PackageFinding> blockers() {
        return findings.stream().filter(PackageFinding::stops).toList();
    }

    static Completeness of(
            LitigationPackage made, MediationCase mediation, List<StatutoryClocks.Deadline> clocks, LocalDate today) {
        List<ElementChecklist.Element> needed = ElementChecklist.neededBy(made);
        List<PackageFinding> findings = new ArrayList<>();
        for (ElementChecklist.Element element : needed) {
            if (element.missingIn(made)) findings.add(missing(element));
        }
        int there = needed.size() - findings.size();
        findings.addAll(sum(made.claims()));
        findings.addAll(deadline(clocks, today));
        findings.addAll(leaks(made, mediation.file()));
        return new Completeness(100 * there / needed.size(), List.copyOf(findings));
    }

    private static PackageFinding missing(ElementChecklist.Element element) {
        BilingualText name = element.name();
        return new PackageFinding(
                element.path(),
                false,
                new BilingualText("缺少" + name.zh() + "，请补充", "Missing: " + name.en() + "; complete it"));
    }

    private static List<PackageFinding> sum(ElementForm.Claims claims) {
        if (claims == null) return List.of();
        BigDecimal sum =
                claims.items().stream().map(ElementForm.Claim::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(claims.total()) == 0) return List.of();
        return List.of(new PackageFinding(
                "/claims/total",
                true,
                new BilingualText(
                        "各项请求合计" + sum.toPlainString() + "元，与总额"
                                + claims.total().toPlainString() + "元不符，请更正",
                        "The claims add up to " + sum.toPlainString() + " CNY and not to "
                                + claims.total().toPlainString() + "; correct one of them")));
    }

    private static List<PackageFinding> deadline(List<StatutoryClocks.Deadline> clocks, LocalDate today) {
        return clocks.stream()
                .filter(clock -> clock.code().equals(StatutoryClocks.SUE)
                        && clock.lastDay().isBefore(today))
                .map(clock -> new PackageFinding(
                        "/priorProcedure/arbitration/receivedOn",
                        true,
                        new BilingualText(
                                "起诉期限已于" + clock.lastDay() + "届满（" + clock.legalBasis() + "），请核对裁决收到日期",
                                "The last day to sue was " + clock.lastDay() + " (" + clock.legalBasis()
                                        + "); check the day on which the award was received")))
                .toList();
    }

    /** A concession may have been copied elsewhere by mistake; in the signed agreement it is allowed. */
    private static List<PackageFinding> leaks(LitigationPackage made, CaseFile file) {
        JsonNode tree = MediationJson.tree(made);
        if (tree.at("/priorProcedure/mediation") instanceof ObjectNode mediation) mediation.remove("agreement");
        String texts = bare(String.join("|", MediationJson.texts(tree)));
        List<PackageFinding> leaks = new ArrayList<>();
        for (int i = 0; i < file.concessions().size(); i++) {
            CaseFile.Concession concession = file.concessions().get(i);
            if (!file.isReleased(concession) && texts.contains(bare(concession.text()))) leaks.add(leak(i + 1));
        }
        return leaks;
    }

    private static PackageFinding leak(int number) {
        return new PackageFinding(
                "/priorProcedure/mediation/concessions",
                true,
                new BilingualText(
                        "第" + number + "项让步未经双方同意使用，却出现在要素表中，请删去或取得双方同意",
                        "Concession " + number + " stands in the elements although not all parties agreed to its use;"
                                + " take it out, or get their consent"));
    }

    private static String bare(String text) {
        return text.replaceAll("\\s+", "");
    }
}
