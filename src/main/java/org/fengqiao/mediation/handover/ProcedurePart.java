package org.fengqiao.mediation.handover;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.mediation.ElementForm;

/** Parts eight to eleven of the PDF: what was done before, evidence, jurisdiction and risk. */
final class ProcedurePart {
    private final LitigationPackage made;
    private final PdfForm form;

    ProcedurePart(LitigationPackage made, PdfForm form) {
        this.made = made;
        this.form = form;
    }

    void write() throws IOException {
        priorProcedure();
        evidence();
        jurisdiction();
        risk();
    }

    private void priorProcedure() throws IOException {
        form.heading("八、前置程序", "8 Prior procedure");
        LitigationPackage.Mediation mediation = made.priorProcedure().mediation();
        form.row("调解组织 Mediation body", mediation.body());
        form.row("调解员 Mediator", mediation.mediator());
        form.row("起止 From, to", PdfForm.day(mediation.startedOn()) + " 至 " + PdfForm.day(mediation.endedOn()));
        form.row("结果 Result", result(mediation.result()) + "（" + mediation.sessions() + "次会议）");
        LitigationPackage.Agreement agreement = mediation.agreement();
        if (agreement != null) {
            form.row("协议编号 Agreement no.", agreement.no());
            form.row("协议内容 Terms", agreement.terms());
            form.row("金额（元）CNY", PdfForm.money(agreement.amount()));
            form.row("生效、履行日期 Dates", PdfForm.day(agreement.effectiveOn()) + "，" + PdfForm.day(agreement.performBy()));
            form.row("签字 Signed", form.signatures(agreement.confirmedBy()));
        }
        for (LitigationPackage.UsableConcession concession : mediation.concessions()) {
            form.row("经同意使用的让步 Concession", form.party(concession.party()) + "：" + concession.text());
            form.row("同意 Released by", form.signatures(concession.confirmedBy()));
        }
        ElementForm.Arbitration arbitration = made.priorProcedure().arbitration();
        if (arbitration != null) {
            form.row("仲裁案号 Arbitration no.", arbitration.no());
            form.row("仲裁请求 Claims there", arbitration.claims());
            form.row("仲裁结果 Result", arbitration.result());
            form.row("收到裁决日期 Received on", PdfForm.day(arbitration.receivedOn()));
        }
        form.row("监察文书号 Supervision order", made.priorProcedure().supervisionOrderNo());
    }

    private static String result(String result) {
        return switch (result) {
            case "DECLINED" -> "当事人不愿调解";
            case "FAILED" -> "调解未达成协议";
            default -> "达成协议，逾期未履行";
        };
    }

    private void evidence() throws IOException {
        form.heading("九、证据", "9 Evidence");
        float[] widths = {36, 130, 72, PdfWriter.WIDTH - 238};
        float[] below = {36, PdfWriter.WIDTH - 36};
        form.head(widths, "编号", "名称 Name", "形式 Form", "证明内容 Proves");
        for (ElementForm.Evidence item : made.evidence()) {
            form.line(widths, item.no(), item.name(), item.form(), item.proves());
            form.line(below, "", details(item));
        }
        if (made.evidence().isEmpty()) form.row("证据 Evidence", null);
    }

    private String details(ElementForm.Evidence item) {
        List<String> details = new ArrayList<>();
        if (item.source() != null) details.add("来源：" + item.source());
        if (item.originalHeldBy() != null) details.add("原件：" + item.originalHeldBy());
        if (item.stampedAt() != null) details.add("时间戳：" + PdfForm.moment(item.stampedAt()));
        details.add("公证：" + PdfForm.yes(item.notarised()));
        return String.join("　", details) + (item.attachment() == null ? "" : "\n" + form.file(item.attachment()));
    }

    private void jurisdiction() throws IOException {
        form.heading("十、管辖", "10 Jurisdiction");
        ElementForm.Jurisdiction jurisdiction = made.jurisdiction();
        form.row("地点 Place", jurisdiction == null ? null : jurisdiction.place());
        if (jurisdiction != null) {
            form.row(
                    "依据 Ground",
                    switch (jurisdiction.ground()) {
                        case PLACE_OF_PERFORMANCE -> "劳动合同履行地 place of performance";
                        case PLACE_OF_EMPLOYER -> "用人单位所在地 place of the employer";
                    });
            if (jurisdiction.agreement() != null) form.row("约定 Agreement", jurisdiction.agreement());
        }
    }

    private void risk() throws IOException {
        form.heading("十一、风险", "11 Risk");
        ElementForm.Risk risk = made.risk();
        if (risk == null) {
            form.row("核查 Check", null);
            return;
        }
        String signs = String.join("；", risk.falseLitigationSigns());
        form.row("虚假诉讼迹象 False litigation", signs.isEmpty() ? "无 none" : signs);
        form.row("群体案件编号 Group case", risk.groupCaseRef() == null ? "无 none" : risk.groupCaseRef());
        form.row("需法律援助 Legal aid", PdfForm.yes(risk.legalAidNeeded()));
    }
}
