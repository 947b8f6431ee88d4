package org.fengqiao.response.mediation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fengqiao.platform.Time;
import org.fengqiao.response.mediation.CaseFile.Confirmation;
import org.fengqiao.response.mediation.Paper.Cell;

/** A package as a paper for the registry of a court: the same content as its JSON, nothing more. */
final class LitigationPaper {
    private static final float SIZE = 9;
    private static final float LABEL = 132;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final String KEPT = "（身份信息由来源系统保存，凭编号调取 / identity kept in the source system）";

    private final LitigationPackage made;
    private final Paper paper;

    private LitigationPaper(LitigationPackage made, Paper paper) {
        this.made = made;
        this.paper = paper;
    }

    static byte[] of(LitigationPackage made) {
        try (Paper paper = new Paper("劳动争议要素式移送材料 " + made.meta().packageId())) {
            new LitigationPaper(made, paper).write();
            return paper.finish("移送包 " + made.meta().packageId() + "　第"
                    + made.meta().revision() + "版　SHA-256 " + made.meta().packageSha256());
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
                        "移送时间：" + moment(meta.handedOverAt()) + "　经办人：" + meta.handedOverBy(),
                        "要素完整度：" + meta.completenessPercent() + "%"),
                QrCode.of(meta.opensAt()),
                "扫码打开案件 Opens the case");
    }

    private void parties() throws IOException {
        paper.heading("一、申请人", "1 Applicant");
        for (LitigationPackage.Identity one : made.applicant().parties()) {
            row("当事人编号 Reference", one.ref() + "　" + one.sourceSystem() + "\n" + KEPT);
        }
        Elements.Agent agent = made.applicant().agent();
        if (agent != null) row("代理人 Agent", agent.ref() + "　" + agent.sourceSystem() + "\n" + agent.powers());
        paper.heading("二、被申请人", "2 Respondent");
        LitigationPackage.Respondent respondent = made.respondent();
        row("单位名称 Employer", respondent.enterprise());
        row("统一社会信用代码 USCC", respondent.uscc());
        row("类型 Type", respondent.type());
        row("所有制 Ownership", respondent.ownership());
        row("住所 Domicile", respondent.domicile());
        for (LitigationPackage.Identity one : respondent.parties()) {
            row("当事人编号 Reference", one.ref() + "　" + one.sourceSystem());
        }
        row("法定代表人 Legal rep.", KEPT);
        if (respondent.dispatchingUnit() != null) {
            String code = respondent.dispatchingUnitUscc() == null ? "" : "\n" + respondent.dispatchingUnitUscc();
            row("劳务派遣单位 Dispatching unit", respondent.dispatchingUnit() + code);
        }
    }

    private void service() throws IOException {
        paper.heading("三、送达", "3 Service of papers");
        if (made.service().isEmpty()) row("送达地址 Address", null);
        for (Elements.ServiceAddress one : made.service()) {
            row("当事人 Party", one.party());
            row("送达地址 Address", one.address());
            String channel = one.channel() == null ? "" : "　" + one.channel();
            row("电子送达 Electronic", yes(one.electronic()) + channel);
            row("签字确认 Signed", one.confirmedBy() == null ? null : signatures(List.of(one.confirmedBy())));
        }
    }

    private void claims() throws IOException {
        paper.heading("四、请求事项", "4 Claims");
        if (made.claims() == null) {
            row("请求 Claims", null);
            return;
        }
        float[] widths = {104, 128, 82, Paper.WIDTH - 314};
        table(widths, true, "项目 Claim", "期间 Period", "金额（元）CNY", "计算方式 Formula");
        for (Elements.Claim one : made.claims().items()) {
            String period = one.from() == null && one.to() == null ? "—" : day(one.from()) + " 至 " + day(one.to());
            table(widths, false, one.kind().text().zh(), period, money(one.amount()), one.formula());
        }
        table(widths, false, "合计 Total", "", money(made.claims().total()), "");
        row("费用 Costs", made.claims().costs());
    }

    private void preservation() throws IOException {
        paper.heading("五、财产保全", "5 Preservation of property");
        Elements.Preservation one = made.preservation();
        row("是否申请 Applied for", one == null ? null : yes(one.applied()));
        if (one == null || !one.applied()) return;
        row("法院 Court", one.court());
        row("日期 Date", day(one.on()));
        row("案号 Case no.", one.caseNo());
    }

    private void facts() throws IOException {
        paper.heading("六、事实", "6 Facts");
        Elements.Facts facts = made.facts();
        if (facts == null) {
            row("事实 Facts", null);
            return;
        }
        Elements.Contract contract = facts.contract();
        if (contract != null) {
            row("书面劳动合同 Contract", contract.written() ? "已签订 written" : "未签订 none");
            row("签订日期 Signed on", day(contract.signedOn()));
            if (contract.name() != null) row("合同名称 Name", contract.name());
            if (contract.place() != null) row("签订地点 Place", contract.place());
        }
        performance(facts.performance());
        Elements.Termination termination = facts.termination();
        if (termination != null) {
            row("解除日期 Terminated on", day(termination.on()));
            row("解除理由 Reason", termination.reason());
            row("解除方式 Form", termination.form());
        }
        Elements.WorkInjury injury = facts.workInjury();
        if (injury != null) {
            row("工伤日期 Injured on", day(injury.on()));
            row("认定书编号 Recognition", injury.recognitionNo());
            row("伤残等级 Grade", injury.grade());
        }
        if (facts.overtime() != null) row("加班 Overtime", facts.overtime());
        if (facts.leave() != null) row("休假 Leave", facts.leave());
        row("知道权利被侵害之日 Knew on", day(facts.knewOn()));
    }

    private void performance(Elements.Performance performance) throws IOException {
        if (performance == null) return;
        row("入职日期 Entry", day(performance.entryOn()));
        row("部门 Unit", performance.unit());
        row("岗位 Post", performance.post());
        row("工作地点 Place", performance.place());
        row("约定工资 Agreed wage", performance.agreedWage());
        row("实发工资 Actual wage", performance.actualWage());
        row("工时 Hours", performance.hours());
        row("社保起缴 Insured from", day(performance.socialInsuranceFrom()));
    }

    private void confirmed() throws IOException {
        paper.heading("七、无争议事实与争议焦点", "7 Undisputed facts and focus of the dispute");
        if (made.undisputedFacts().isEmpty()) row("无争议事实 Undisputed", null);
        int number = 1;
        for (Elements.UndisputedFact fact : made.undisputedFacts()) {
            row("无争议事实 Undisputed " + number++, fact.text());
            row("确认 Confirmed by", signatures(fact.confirmedBy()));
        }
        if (made.disputeFoci().isEmpty()) row("争议焦点 Focus", null);
        number = 1;
        for (Elements.DisputeFocus focus : made.disputeFoci()) {
            row("争议焦点 Focus " + number++, focus.text());
            row("确认 Confirmed by", signatures(focus.confirmedBy()));
        }
    }

    private void priorProcedure() throws IOException {
        paper.heading("八、前置程序", "8 Prior procedure");
        LitigationPackage.Mediation mediation = made.priorProcedure().mediation();
        row("调解组织 Mediation body", mediation.body());
        row("调解员 Mediator", mediation.mediator());
        row("起止 From, to", day(mediation.startedOn()) + " 至 " + day(mediation.endedOn()));
        row("结果 Result", result(mediation.result()) + "（" + mediation.sessions() + "次会议）");
        LitigationPackage.Agreed agreement = mediation.agreement();
        if (agreement != null) {
            row("协议编号 Agreement no.", agreement.no());
            row("协议内容 Terms", agreement.terms());
            row("金额（元）CNY", money(agreement.amount()));
            row("生效、履行日期 Dates", day(agreement.effectiveOn()) + "，" + day(agreement.performBy()));
            row("签字 Signed", signatures(agreement.confirmedBy()));
        }
        for (LitigationPackage.UsableConcession one : mediation.concessions()) {
            row("经同意使用的让步 Concession", one.party() + "：" + one.text());
            row("同意 Released by", signatures(one.confirmedBy()));
        }
        Elements.Arbitration arbitration = made.priorProcedure().arbitration();
        if (arbitration != null) {
            row("仲裁案号 Arbitration no.", arbitration.no());
            row("仲裁请求 Claims there", arbitration.claims());
            row("仲裁结果 Result", arbitration.result());
            row("收到裁决日期 Received on", day(arbitration.receivedOn()));
        }
        row("监察文书号 Supervision order", made.priorProcedure().supervisionOrderNo());
    }

    private static String result(String result) {
        return switch (result) {
            case "DECLINED" -> "当事人不愿调解";
            case "FAILED" -> "调解未达成协议";
            default -> "达成协议，逾期未履行";
        };
    }

    private void evidence() throws IOException {
        paper.heading("九、证据", "9 Evidence");
        float[] widths = {30, 116, 62, 118, Paper.WIDTH - 326};
        table(widths, true, "编号", "名称 Name", "形式 Form", "证明内容 Proves", "来源、原件、校验 Source, original, hash");
        for (Elements.Evidence one : made.evidence()) {
            String about = (one.source() == null ? "" : "来源：" + one.source() + "\n")
                    + (one.originalHeldBy() == null ? "" : "原件：" + one.originalHeldBy() + "\n")
                    + (one.stampedAt() == null ? "" : "时间戳：" + moment(one.stampedAt()) + "\n")
                    + (one.notarised() ? "已公证\n" : "")
                    + (one.sha256() == null ? "" : one.sha256());
            table(widths, false, one.no(), one.name(), one.form(), one.proves(), about.strip());
        }
        if (made.evidence().isEmpty()) row("证据 Evidence", null);
    }

    private void rest() throws IOException {
        paper.heading("十、管辖", "10 Jurisdiction");
        Elements.Jurisdiction jurisdiction = made.jurisdiction();
        row("地点 Place", jurisdiction == null ? null : jurisdiction.place());
        if (jurisdiction != null) {
            row(
                    "依据 Ground",
                    switch (jurisdiction.ground()) {
                        case PLACE_OF_PERFORMANCE -> "劳动合同履行地 place of performance";
                        case PLACE_OF_EMPLOYER -> "用人单位所在地 place of the employer";
                    });
            if (jurisdiction.agreement() != null) row("约定 Agreement", jurisdiction.agreement());
        }
        paper.heading("十一、风险", "11 Risk");
        Elements.Risk risk = made.risk();
        if (risk == null) {
            row("核查 Check", null);
            return;
        }
        String signs = String.join("；", risk.falseLitigationSigns());
        row("虚假诉讼迹象 False litigation", signs.isEmpty() ? "无 none" : signs);
        row("群体案件编号 Group case", risk.groupCaseRef() == null ? "无 none" : risk.groupCaseRef());
        row("需法律援助 Legal aid", yes(risk.legalAidNeeded()));
        row("已提供关怀转介 Care offered", yes(risk.careOffered()));
    }

    private void meta() throws IOException {
        LitigationPackage.Meta meta = made.meta();
        paper.heading("十二、移送信息", "12 About this package");
        row("移送包编号 Package", meta.packageId() + "　第" + meta.revision() + "版");
        row("规则版本 Rule set", meta.ruleSetVersion());
        row("格式版本 Schema", meta.schemaVersion());
        row("申请转入诉讼 Asked for by", signatures(List.of(meta.askedBy())));
        row("校验值 SHA-256", meta.packageSha256());
        row("缺少的要素 Missing", meta.missing().isEmpty() ? "无 none" : String.join("\n", meta.missing()));
        row("案件链接 Link", meta.opensAt());
    }

    private void row(String label, String value) throws IOException {
        String shown = value == null || value.isBlank() ? "未填写 not given" : value;
        paper.row(List.of(new Cell(LABEL, label, true), new Cell(Paper.WIDTH - LABEL, shown, false)), SIZE);
    }

    private void table(float[] widths, boolean head, String... texts) throws IOException {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) cells.add(new Cell(widths[i], texts[i] == null ? "" : texts[i], head));
        paper.row(cells, SIZE);
    }

    private static String signatures(List<Confirmation> confirmations) {
        return confirmations.stream()
                .map(one -> one.party() + "　签字 signed " + one.on() + "，校验值 SHA-256：\n" + one.signatureSha256())
                .collect(Collectors.joining("\n"));
    }

    private static String yes(boolean is) {
        return is ? "是 yes" : "否 no";
    }

    private static String day(LocalDate day) {
        return day == null ? "未填写 not given" : day.toString();
    }

    private static String moment(Instant at) {
        return MOMENT.format(at.atZone(Time.CITY));
    }

    private static String money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
