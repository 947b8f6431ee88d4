package org.fengqiao.response.mediation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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

    private static final Set<DisputeKind> OF_ENDING = EnumSet.of(DisputeKind.SEVERANCE, DisputeKind.UNLAWFUL_DISMISSAL);

    List<String> missing() {
        return findings.stream().filter(f -> !f.stops()).map(Finding::path).toList();
    }

    List<Finding> stops() {
        return findings.stream().filter(Finding::stops).toList();
    }

    /** An element, whether it is there, and what it is called. */
    private record Element(String path, boolean there, String zh, String en) {}

    static Completeness of(
            LitigationPackage made, MediationCase mediation, List<StatutoryClocks.Running> clocks, LocalDate today) {
        List<Element> needed = needed(made);
        List<Finding> findings = new ArrayList<>();
        for (Element element : needed) {
            if (!element.there()) {
                findings.add(new Finding(
                        element.path(),
                        false,
                        new Text("缺少" + element.zh() + "，请补充", "Missing: " + element.en() + "; complete it")));
            }
        }
        int there = needed.size() - findings.size();
        findings.addAll(sum(made.claims()));
        findings.addAll(deadline(clocks, today));
        findings.addAll(leaks(made, mediation.file()));
        return new Completeness(100 * there / needed.size(), List.copyOf(findings));
    }

    private static List<Element> needed(LitigationPackage made) {
        Elements.Facts facts = made.facts();
        Set<DisputeKind> claimed = made.claims() == null
                ? Set.of()
                : Set.copyOf(
                        made.claims().items().stream().map(Elements.Claim::kind).toList());
        List<Element> needed = new ArrayList<>(List.of(
                element("/applicant/parties", made.applicant().parties(), "申请人", "applicant"),
                element("/respondent/parties", made.respondent().parties(), "被申请人", "respondent"),
                element("/respondent/uscc", made.respondent().uscc(), "统一社会信用代码", "credit code"),
                element("/respondent/type", made.respondent().type(), "用人单位类型", "type of the employer"),
                element("/respondent/domicile", made.respondent().domicile(), "用人单位住所", "domicile of the employer"),
                element("/service", served(made), "双方签字确认的送达地址", "service addresses that all parties signed"),
                element(
                        "/claims/items",
                        made.claims() == null ? null : made.claims().items(),
                        "请求事项",
                        "claims"),
                element("/preservation", made.preservation(), "是否申请财产保全", "whether property is preserved"),
                element("/facts/contract", facts == null ? null : facts.contract(), "劳动合同签订情况", "the contract"),
                element("/undisputedFacts", made.undisputedFacts(), "双方签字确认的无争议事实", "undisputed facts, signed"),
                element("/disputeFoci", made.disputeFoci(), "争议焦点", "focus of the dispute"),
                element(
                        "/priorProcedure/arbitration/receivedOn",
                        made.priorProcedure().arbitration() == null
                                ? null
                                : made.priorProcedure().arbitration().receivedOn(),
                        "仲裁裁决及收到日期",
                        "award of the arbitration and the day it was received"),
                element("/evidence", made.evidence(), "证据", "evidence"),
                element("/jurisdiction", made.jurisdiction(), "管辖依据", "ground of jurisdiction"),
                element("/risk", made.risk(), "风险核查", "check for risks")));
        needed.addAll(performance(facts == null ? null : facts.performance()));
        if (claimed.stream().anyMatch(OF_ENDING::contains))
            needed.add(
                    element("/facts/termination", facts == null ? null : facts.termination(), "解除情况", "termination"));
        if (claimed.contains(DisputeKind.WORK_INJURY))
            needed.add(element("/facts/workInjury", facts == null ? null : facts.workInjury(), "工伤情况", "work injury"));
        if (claimed.contains(DisputeKind.OVERTIME))
            needed.add(element("/facts/overtime", facts == null ? null : facts.overtime(), "加班情况", "overtime"));
        if (claimed.contains(DisputeKind.LEAVE))
            needed.add(element("/facts/leave", facts == null ? null : facts.leave(), "休假情况", "leave"));
        return needed;
    }

    private static List<Element> performance(Elements.Performance performance) {
        String path = "/facts/performance/";
        boolean known = performance != null;
        return List.of(
                element(path + "entryOn", known ? performance.entryOn() : null, "入职日期", "date of entry"),
                element(path + "post", known ? performance.post() : null, "岗位", "post"),
                element(path + "place", known ? performance.place() : null, "工作地点", "place of work"),
                element(path + "agreedWage", known ? performance.agreedWage() : null, "约定工资", "agreed wage"),
                element(path + "actualWage", known ? performance.actualWage() : null, "实发工资", "wage actually paid"));
    }

    private static Element element(String path, Object value, String zh, String en) {
        boolean empty = value == null
                || value instanceof Collection<?> many && many.isEmpty()
                || value instanceof String text && text.isBlank();
        return new Element(path, !empty, zh, en);
    }

    /** The addresses, if every party has signed one. */
    private static List<Elements.ServiceAddress> served(LitigationPackage made) {
        boolean all = Stream.concat(made.applicant().parties().stream(), made.respondent().parties().stream())
                .allMatch(party -> made.service().stream()
                        .anyMatch(one -> one.party().equals(party.ref()) && one.confirmedBy() != null));
        return all ? made.service() : List.of();
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

    /** What was conceded for peace may have been written down elsewhere too, by mistake. */
    private static List<Finding> leaks(LitigationPackage made, CaseFile file) {
        List<String> texts =
                Json.texts(Json.tree(made)).stream().map(Completeness::bare).toList();
        return file.concessions().stream()
                .filter(concession -> !file.mayBeUsed(concession))
                .filter(concession -> texts.stream().anyMatch(text -> text.contains(bare(concession.text()))))
                .map(
                        concession -> new Finding(
                                "/priorProcedure/mediation/concessions",
                                true,
                                new Text(
                                        "第" + (file.concessions().indexOf(concession) + 1)
                                                + "项让步未经双方同意使用，却出现在要素表中，请删去或取得双方同意",
                                        "Concession " + (file.concessions().indexOf(concession) + 1)
                                                + " stands in the elements although not all parties agreed to its use; take it out, or get their consent")))
                .toList();
    }

    private static String bare(String text) {
        return text.replaceAll("\\s+", "");
    }
}
