package org.fengqiao.mediation.handover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.fengqiao.mediation.ElementForm;

/** A package as a PDF for the registry of a court: the same content as its JSON, nothing more. */
final class LitigationPdf {
    /** Enough of a hash to tell two papers apart; the last part has all of it. */
    private static final int SHORT_HASH = 16;

    private static final String KEPT = "（身份信息由来源系统保存，凭编号调取 / identity kept in the source system）";

    private final LitigationPackage made;
    private final PdfWriter paper;
    private final PdfForm form;

    private LitigationPdf(LitigationPackage made, PdfWriter paper) {
        this.made = made;
        this.paper = paper;
        this.form = new PdfForm(made, paper);
    }

    static byte[] of(LitigationPackage made) {
        try (PdfWriter paper = new PdfWriter("劳动争议要素式移送材料 " + made.meta().packageId())) {
            new LitigationPdf(made, paper).write();
            return paper.finish(
                    "移送包 " + made.meta().packageId() + "　第" + made.meta().revision() + "版　SHA-256 "
                            + made.meta().packageSha256().substring(0, SHORT_HASH) + "…");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() throws IOException {
        head();
        parties();
        service();
        claims();
        preservation();
        new FactsPart(made, form).write();
        new ProcedurePart(made, form).write();
        meta();
    }

    private void head() throws IOException {
        LitigationPackage.Meta meta = made.meta();
        paper.head(
                "劳动争议要素式移送材料",
                "Labour dispute, hand-over in element form",
                List.of(
                        "用人单位：" + made.respondent().enterprise(),
                        "案件编号：" + meta.caseId(),
                        "移送时间：" + PdfForm.moment(meta.handedOverAt()) + "　经办人：" + meta.handedOverBy(),
                        "要素完整度：" + meta.completenessPercent() + "%"),
                meta.opensAt());
    }

    private void parties() throws IOException {
        form.heading("一、申请人", "1 Applicant");
        for (LitigationPackage.Identity party : made.applicant().parties()) {
            form.row("当事人编号 Reference", party.ref() + "　" + party.sourceSystem() + "\n" + KEPT);
        }
        ElementForm.Agent agent = made.applicant().agent();
        if (agent != null) form.row("代理人 Agent", agent.ref() + "　" + agent.sourceSystem() + "\n" + agent.powers());
        form.heading("二、被申请人", "2 Respondent");
        LitigationPackage.Respondent respondent = made.respondent();
        form.row("单位名称 Employer", respondent.enterprise());
        form.row("统一社会信用代码 USCC", respondent.uscc());
        form.pair("类型 Type", respondent.type(), "所有制 Ownership", respondent.ownership());
        form.row("住所 Domicile", respondent.domicile());
        for (LitigationPackage.Identity party : respondent.parties()) {
            form.row("当事人编号 Reference", party.ref() + "　" + party.sourceSystem());
        }
        form.row("法定代表人 Legal rep.", KEPT);
        if (respondent.dispatchingUnit() != null) {
            String code = respondent.dispatchingUnitUscc() == null ? "" : "\n" + respondent.dispatchingUnitUscc();
            form.row("劳务派遣单位 Dispatching unit", respondent.dispatchingUnit() + code);
        }
    }

    private void service() throws IOException {
        form.heading("三、送达", "3 Service of papers");
        if (made.service().isEmpty()) form.row("送达地址 Address", null);
        for (ElementForm.ServiceAddress address : made.service()) {
            String channel = address.channel() == null ? "" : "　" + address.channel();
            form.pair(
                    "当事人 Party",
                    form.party(address.party()),
                    "电子送达 Electronic",
                    PdfForm.yes(address.electronic()) + channel);
            form.row("送达地址 Address", address.address());
            form.row(
                    "签字确认 Signed",
                    address.confirmedBy() == null ? null : form.signatures(List.of(address.confirmedBy())));
        }
        form.row("收件人、电话 Recipient", KEPT);
    }

    private void claims() throws IOException {
        form.heading("四、请求事项", "4 Claims");
        if (made.claims() == null) {
            form.row("请求 Claims", null);
            return;
        }
        float[] widths = {104, 128, 82, PdfWriter.WIDTH - 314};
        form.head(widths, "项目 Claim", "期间 Period", "金额（元）CNY", "计算方式 Formula");
        for (ElementForm.Claim claim : made.claims().items()) {
            String period = claim.from() == null && claim.to() == null
                    ? "—"
                    : PdfForm.day(claim.from()) + " 至 " + PdfForm.day(claim.to());
            form.line(widths, claim.kind().text().zh(), period, claim.amount(), claim.formula());
        }
        form.line(widths, "合计 Total", "", made.claims().total(), "");
        form.row("费用 Costs", made.claims().costs());
    }

    private void preservation() throws IOException {
        form.heading("五、财产保全", "5 Preservation of property");
        ElementForm.AssetPreservation preservation = made.preservation();
        form.row("是否申请 Applied for", preservation == null ? null : PdfForm.yes(preservation.applied()));
        if (preservation == null || !preservation.applied()) return;
        form.row("法院 Court", preservation.court());
        form.row("日期 Date", PdfForm.day(preservation.on()));
        form.row("案号 Case no.", preservation.caseNo());
    }

    private void meta() throws IOException {
        LitigationPackage.Meta meta = made.meta();
        form.heading("十二、移送信息", "12 About this package");
        form.row("移送包编号 Package", meta.packageId() + "　第" + meta.revision() + "版");
        form.row("格式版本 Schema", meta.schemaVersion());
        form.row("申请转入诉讼 Asked for by", form.signatures(List.of(meta.askedBy())));
        form.row("校验值 SHA-256", meta.packageSha256());
        form.row("缺少的要素 Missing", missing(meta.missing()));
        if (meta.opensAt() != null) form.row("案件链接 Link", meta.opensAt());
    }

    private static String missing(List<String> paths) {
        if (paths.isEmpty()) return "无 none";
        return paths.stream()
                .map(ElementChecklist::name)
                .map(name -> name.zh() + " " + name.en())
                .collect(Collectors.joining("\n"));
    }
}
