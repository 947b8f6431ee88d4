package org.fengqiao.mediation.handover;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fengqiao.mediation.ElementForm;
import org.fengqiao.mediation.ElementForm.Arbitration;
import org.fengqiao.mediation.ElementForm.Facts;
import org.fengqiao.mediation.ElementForm.Performance;
import org.fengqiao.mediation.mediator.DisputeKind;
import org.fengqiao.platform.text.BilingualText;

/** The elements of a package, in the order of the form; some are needed only for certain claims. */
final class ElementChecklist {
    /**
     * One element.
     *
     * @param path the place in the package, as a JSON Pointer
     * @param needed whether this package needs it
     */
    record Element(
            String path,
            BilingualText name,
            Predicate<LitigationPackage> needed,
            Function<LitigationPackage, Object> value) {
        boolean missingIn(LitigationPackage made) {
            Object given = value.apply(made);
            return given == null
                    || given instanceof Collection<?> many && many.isEmpty()
                    || given instanceof String text && text.isBlank();
        }
    }

    static final List<Element> ALL = List.of(
            always("/applicant/parties", "申请人", "applicant", made -> made.applicant()
                    .parties()),
            always("/respondent/parties", "被申请人", "respondent", made -> made.respondent()
                    .parties()),
            always("/respondent/uscc", "统一社会信用代码", "credit code", made -> made.respondent()
                    .uscc()),
            always("/respondent/type", "用人单位类型", "type of the employer", made -> made.respondent()
                    .type()),
            always("/respondent/domicile", "用人单位住所", "domicile of the employer", made -> made.respondent()
                    .domicile()),
            always(
                    "/service",
                    "各方签字确认的送达地址",
                    "service addresses that all parties signed",
                    ElementChecklist::signedServiceAddresses),
            always("/claims/items", "请求事项", "claims", in(LitigationPackage::claims, ElementForm.Claims::items)),
            always("/preservation", "是否申请财产保全", "whether property is preserved", LitigationPackage::preservation),
            always("/facts/contract", "劳动合同签订情况", "the contract", fact(Facts::contract)),
            always("/facts/performance/entryOn", "入职日期", "date of entry", work(Performance::entryOn)),
            always("/facts/performance/post", "岗位", "post", work(Performance::post)),
            always("/facts/performance/place", "工作地点", "place of work", work(Performance::place)),
            always("/facts/performance/agreedWage", "约定工资", "agreed wage", work(Performance::agreedWage)),
            always("/facts/performance/actualWage", "实发工资", "wage actually paid", work(Performance::actualWage)),
            claimed(
                    "/facts/termination",
                    "解除情况",
                    "termination",
                    fact(Facts::termination),
                    DisputeKind.SEVERANCE,
                    DisputeKind.UNLAWFUL_DISMISSAL),
            claimed("/facts/workInjury", "工伤情况", "work injury", fact(Facts::workInjury), DisputeKind.WORK_INJURY),
            claimed("/facts/overtime", "加班情况", "overtime", fact(Facts::overtime), DisputeKind.OVERTIME),
            claimed("/facts/leave", "休假情况", "leave", fact(Facts::leave), DisputeKind.LEAVE),
            always("/undisputedFacts", "各方签字确认的无争议事实", "undisputed facts, signed", LitigationPackage::undisputedFacts),
            always("/disputeFoci", "争议焦点", "focus of the dispute", LitigationPackage::disputeFoci),
            always(
                    "/priorProcedure/arbitration/receivedOn",
                    "仲裁裁决及收到日期",
                    "award of the arbitration and the day it was received",
                    in(made -> made.priorProcedure().arbitration(), Arbitration::receivedOn)),
            always("/evidence", "证据", "evidence", LitigationPackage::evidence),
            always("/jurisdiction", "管辖依据", "ground of jurisdiction", LitigationPackage::jurisdiction),
            always("/risk", "风险核查", "check for risks", LitigationPackage::risk));

    private ElementChecklist() {}

    static List<Element> neededBy(LitigationPackage made) {
        return ALL.stream().filter(element -> element.needed().test(made)).toList();
    }

    /** The name of the element at a path. */
    static BilingualText name(String path) {
        return ALL.stream()
                .filter(element -> element.path().equals(path))
                .map(Element::name)
                .findFirst()
                .orElse(new BilingualText(path, path));
    }

    private static Element always(String path, String zh, String en, Function<LitigationPackage, Object> value) {
        return new Element(path, new BilingualText(zh, en), made -> true, value);
    }

    private static Element claimed(
            String path, String zh, String en, Function<LitigationPackage, Object> value, DisputeKind... kinds) {
        List<DisputeKind> any = Arrays.asList(kinds);
        Predicate<LitigationPackage> needed = made ->
                made.claims() != null && made.claims().items().stream().anyMatch(claim -> any.contains(claim.kind()));
        return new Element(path, new BilingualText(zh, en), needed, value);
    }

    private static Function<LitigationPackage, Object> fact(Function<Facts, Object> of) {
        return in(LitigationPackage::facts, of);
    }

    private static Function<LitigationPackage, Object> work(Function<Performance, Object> of) {
        return fact(facts -> facts.performance() == null ? null : of.apply(facts.performance()));
    }

    private static <P> Function<LitigationPackage, Object> in(
            Function<LitigationPackage, P> part, Function<P, Object> of) {
        return made -> {
            P there = part.apply(made);
            return there == null ? null : of.apply(there);
        };
    }

    /** The addresses, if every party has signed one. */
    private static List<ElementForm.ServiceAddress> signedServiceAddresses(LitigationPackage made) {
        boolean all = Stream.concat(made.applicant().parties().stream(), made.respondent().parties().stream())
                .allMatch(party -> made.service().stream()
                        .anyMatch(address -> address.party().equals(party.ref()) && address.hasOwnSignature()));
        return all ? made.service() : List.of();
    }
}
