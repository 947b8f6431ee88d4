package org.fengqiao.response.mediation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.platform.Text;

/**
 * What a package lacks. An element that is missing counts against the percentage and is listed; what stops it (a sum that
 * is wrong, a deadline gone by, a concession nobody may use) has to be mended first.
 *
 * @param percent of the elements that this case needs, how many are there
 */
public record Completeness(int percent, List<Finding> findings) {
    /** @param path where in the package, as JSON Pointer has it */
    public record Finding(String path, boolean stops, Text text) {}

    List<String> missing() {
        return findings.stream().filter(f -> !f.stops()).map(Finding::path).toList();
    }

    List<Finding> stops() {
        return findings.stream().filter(Finding::stops).toList();
    }

    static Completeness of(
            LitigationPackage made, MediationCase mediation, List<StatutoryClocks.Running> clocks, LocalDate today) {
        List<ElementForm.Element> needed = ElementForm.neededBy(made);
        List<Finding> findings = new ArrayList<>();
        for (ElementForm.Element element : needed) {
            if (element.missingIn(made)) findings.add(missing(element));
        }
        int there = needed.size() - findings.size();
        findings.addAll(sum(made.claims()));
        findings.addAll(deadline(clocks, today));
        findings.addAll(leaks(made, mediation.file()));
        return new Completeness(100 * there / needed.size(), List.copyOf(findings));
    }

    private static Finding missing(ElementForm.Element element) {
        Text name = element.name();
        return new Finding(
                element.path(), false, new Text("缺少" + name.zh() + "，请补充", "Missing: " + name.en() + "; complete it"));
    }

    private static List<Finding> sum(Elements.Claims claims) {
        if (claims == null) return List.of();
        BigDecimal sum = claims.items().stream().map(Elements.Claim::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(claims.total()) == 0) return List.of();
        return List.of(new Finding(
                "/claims/total",
                true,
                new Text(
                        "各项请求合计" + sum.toPlainString() + "元，与总额"
                                + claims.total().toPlainString() + "元不符，请更正",
                        "The claims add up to " + sum.toPlainString() + " CNY and not to "
                                + claims.total().toPlainString() + "; correct one of them")));
    }

    private static List<Finding> deadline(List<StatutoryClocks.Running> clocks, LocalDate today) {
        return clocks.stream()
                .filter(clock -> clock.code().equals(StatutoryClocks.SUE)
                        && clock.lastDay().isBefore(today))
                .map(clock -> new Finding(
                        "/priorProcedure/arbitration/receivedOn",
                        true,
                        new Text(
                                "起诉期限已于" + clock.lastDay() + "届满（" + clock.legalBasis() + "），请核对裁决收到日期",
                                "The last day to sue was " + clock.lastDay() + " (" + clock.legalBasis()
                                        + "); check the day on which the award was received")))
                .toList();
    }

    /** What was conceded for peace may have been written down elsewhere too, by mistake; in the signed agreement it may stand. */
    private static List<Finding> leaks(LitigationPackage made, CaseFile file) {
        JsonNode tree = Json.tree(made);
        if (tree.at("/priorProcedure/mediation") instanceof ObjectNode mediation) mediation.remove("agreement");
        String texts = bare(String.join("|", Json.texts(tree)));
        List<Finding> leaks = new ArrayList<>();
        for (int i = 0; i < file.concessions().size(); i++) {
            CaseFile.Concession concession = file.concessions().get(i);
            if (!file.mayBeUsed(concession) && texts.contains(bare(concession.text()))) leaks.add(leak(i + 1));
        }
        return leaks;
    }

    private static Finding leak(int number) {
        return new Finding(
                "/priorProcedure/mediation/concessions",
                true,
                new Text(
                        "第" + number + "项让步未经双方同意使用，却出现在要素表中，请删去或取得双方同意",
                        "Concession " + number + " stands in the elements although not all parties agreed to its use;"
                                + " take it out, or get their consent"));
    }

    private static String bare(String text) {
        return text.replaceAll("\\s+", "");
    }
}
