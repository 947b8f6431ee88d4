package org.fengqiao.mediation.handover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fengqiao.mediation.ElementForm;

/** A package as a paper for the registry of a court: the same content as its JSON, nothing more. */
final class LitigationPdf {
    /** So much of a hash that two papers are told apart; the whole stands in the last part. */
    private static final int SHORT_HASH = 16;

    private static final String KEPT = "（身份信息由来源系统保存，凭编号调取 / identity kept in the source system）";

    private final LitigationPackage made;
    private final PdfWriter paper;
    private final PdfForm form;

    private LitigationPdf(LitigationPackage made, PdfWriter paper) {
        this.made = made;
        this.paper = paper;
        this.form = new PdfForm(paper);
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
        facts();
        confirmed();
        priorProcedure();
        evidence();
        rest();
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
                QrCode.of(meta.opensAt()),
                "扫码打开案件 Opens the case");
    }

    private void parties() throws IOException {
        form.heading("一、申请人", "1 Applicant");
        for (LitigationPackage.Identity one : made.applicant().parties()) {
            form.row("当事人编号 Reference", one.ref() + "　" + one.sourceSystem() + "\n" + KEPT);
        }
        ElementForm.Agent agent = made.applicant().agent();
        if (agent != null) form.row("代理人 Agent", agent.ref() + "　" + agent.sourceSystem() + "\n" + agent.powers());
        form.heading("二、被申请人", "2 Respondent");
        LitigationPackage.Respondent respondent = made.respondent();
        form.row("单位名称 Employer", respondent.enterprise());
        form.row("统一社会信用代码 USCC", respondent.uscc());
        form.pair("类型 Type", respondent.type(), "所有制 Ownership", respondent.ownership());
        form.row("住所 Domicile", respondent.domicile());
        for (LitigationPackage.Identity one : respondent.parties()) {
            form.row("当事人编号 Reference", one.ref() + "　" + one.sourceSystem());
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
        for (ElementForm.ServiceAddress one : made.service()) {
            String channel = one.channel() == null ? "" : "　" + one.channel();
            form.pair("当事人 Party", one.party(), "电子送达 Electronic", PdfForm.yes(one.electronic()) + channel);
            form.row("送达地址 Address", one.address());
            form.row("签字确认 Signed", one.confirmedBy() == null ? null : PdfForm.signatures(List.of(one.confirmedBy())));
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
        for (ElementForm.Claim one : made.claims().items()) {
            String period = one.from() == null && one.to() == null
                    ? "—"
                    : PdfForm.day(one.from()) + " 至 " + PdfForm.day(one.to());
            form.line(widths, one.kind().text().zh(), period, one.amount(), one.formula());
        }
        form.line(widths, "合计 Total", "", made.claims().total(), "");
        form.row("费用 Costs", made.claims().costs());
    }

    private void preservation() throws IOException {
        form.heading("五、财产保全", "5 Preservation of property");
        ElementForm.AssetPreservation one = made.preservation();
        form.row("是否申请 Applied for", one == null ? null : PdfForm.yes(one.applied()));
        if (one == null || !one.applied()) return;
        form.row("法院 Court", one.court());
        form.row("日期 Date", PdfForm.day(one.on()));
        form.row("案号 Case no.", one.caseNo());
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
            form.row("确认 Confirmed by", PdfForm.signatures(fact.confirmedBy()));
        }
        if (made.disputeFoci().isEmpty()) form.row("争议焦点 Focus", null);
        number = 1;
        for (ElementForm.DisputeFocus focus : made.disputeFoci()) {
            form.row("争议焦点 Focus " + number++, focus.text());
            form.row("确认 Confirmed by", PdfForm.signatures(focus.confirmedBy()));
        }
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
            form.row("签字 Signed", PdfForm.signatures(agreement.confirmedBy()));
        }
        for (LitigationPackage.UsableConcession one : mediation.concessions()) {
            form.row("经同意使用的让步 Concession", one.party() + "：" + one.text());
            form.row("同意 Released by", PdfForm.signatures(one.confirmedBy()));
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
        for (ElementForm.Evidence one : made.evidence()) {
            form.line(widths, one.no(), one.name(), one.form(), one.proves());
            form.line(below, "", about(one));
        }
        if (made.evidence().isEmpty()) form.row("证据 Evidence", null);
    }

    private static String about(ElementForm.Evidence one) {
        List<String> about = new ArrayList<>();
        if (one.source() != null) about.add("来源：" + one.source());
        if (one.originalHeldBy() != null) about.add("原件：" + one.originalHeldBy());
        if (one.stampedAt() != null) about.add("时间戳：" + PdfForm.moment(one.stampedAt()));
        about.add("公证：" + PdfForm.yes(one.notarised()));
        return String.join("　", about) + (one.sha256() == null ? "" : "\nSHA-256：" + one.sha256());
    }

    private void rest() throws IOException {
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
        form.heading("十一、风险", "11 Risk");
        ElementForm.Risk risk = made.risk();
        if (risk == null) {
            form.row("核查 Check", null);
            return;
        }
        String signs = String.join("；", risk.falseLitigationSigns());
        form.row("虚假诉讼迹象 False litigation", signs.isEmpty() ? "无 none" : signs);
        form.row("群体案件编号 Group case", risk.groupCaseRef() == null ? "无 none" : risk.groupCaseRef());
        String legalAid = PdfForm.yes(risk.legalAidNeeded());
        form.pair("需法律援助 Legal aid", legalAid, "关怀转介 Care offered", PdfForm.yes(risk.careOffered()));
    }

    private void meta() throws IOException {
        LitigationPackage.Meta meta = made.meta();
        form.heading("十二、移送信息", "12 About this package");
        form.row("移送包编号 Package", meta.packageId() + "　第" + meta.revision() + "版");
        form.row("规则版本 Rule set", meta.ruleSetVersion());
        form.row("格式版本 Schema", meta.schemaVersion());
        form.row("申请转入诉讼 Asked for by", PdfForm.signatures(List.of(meta.askedBy())));
        form.row("校验值 SHA-256", meta.packageSha256());
        form.row("缺少的要素 Missing", missing(meta.missing()));
        form.row("案件链接 Link", meta.opensAt());
    }

    private static String missing(List<String> paths) {
        if (paths.isEmpty()) return "无 none";
        return paths.stream()
                .map(ElementChecklist::name)
                .map(name -> name.zh() + " " + name.en())
                .collect(Collectors.joining("\n"));
    }
}
