package org.fengqiao.mediation.handover;

import java.io.IOException;
import org.fengqiao.mediation.ElementForm;

/** Parts six and seven of the PDF: the facts, and what the parties agree and disagree on. */
final class FactsPart {
    private final LitigationPackage made;
    private final PdfForm form;

    FactsPart(LitigationPackage made, PdfForm form) {
        this.made = made;
        this.form = form;
    }

    void write() throws IOException {
        facts();
        confirmed();
    }

    private void facts() throws IOException {
        form.heading("六、事实", "6 Facts");
        ElementForm.Facts facts = made.facts();
        if (facts == null) {
            form.row("事实 Facts", null);
            return;
        }
        contract(facts.contract());
        performance(facts.performance());
        ElementForm.Termination termination = facts.termination();
        if (termination != null) {
            form.pair("解除日期 Terminated", PdfForm.day(termination.on()), "解除方式 Form", termination.form());
            form.row("解除理由 Reason", termination.reason());
        }
        ElementForm.WorkInjury injury = facts.workInjury();
        if (injury != null) {
            form.pair("工伤日期 Injured on", PdfForm.day(injury.on()), "伤残等级 Grade", injury.grade());
            form.row("认定书编号 Recognition", injury.recognitionNo());
        }
        if (facts.overtime() != null) form.row("加班 Overtime", facts.overtime());
        if (facts.leave() != null) form.row("休假 Leave", facts.leave());
        form.row("知道权利被侵害之日 Knew on", PdfForm.day(facts.knewOn()));
    }

    private void contract(ElementForm.Contract contract) throws IOException {
        if (contract == null) return;
        String written = contract.written() ? "已签订 written" : "未签订 none";
        form.pair("书面劳动合同 Contract", written, "签订日期 Signed on", PdfForm.day(contract.signedOn()));
        form.pair("签订地点 Place", contract.place(), "合同名称 Name", contract.name());
    }

    private void performance(ElementForm.Performance work) throws IOException {
        if (work == null) return;
        form.pair("入职日期 Entry", PdfForm.day(work.entryOn()), "工作地点 Place", work.place());
        form.pair("部门 Unit", work.unit(), "岗位 Post", work.post());
        form.row("约定工资 Agreed wage", work.agreedWage());
        form.row("实发工资 Actual wage", work.actualWage());
        form.pair("工时 Hours", work.hours(), "社保起缴 Insured", PdfForm.day(work.socialInsuranceFrom()));
    }

    private void confirmed() throws IOException {
        form.heading("七、无争议事实与争议焦点", "7 Undisputed facts and focus of the dispute");
        if (made.undisputedFacts().isEmpty()) form.row("无争议事实 Undisputed", null);
        int number = 1;
        for (ElementForm.UndisputedFact fact : made.undisputedFacts()) {
            form.row("无争议事实 Undisputed " + number++, fact.text());
            form.row("确认 Confirmed by", form.signatures(fact.confirmedBy()));
        }
        if (made.disputeFoci().isEmpty()) form.row("争议焦点 Focus", null);
        number = 1;
        for (ElementForm.DisputeFocus focus : made.disputeFoci()) {
            form.row("争议焦点 Focus " + number++, focus.text());
            form.row("确认 Confirmed by", form.signatures(focus.confirmedBy()));
        }
    }
}
