package org.fengqiao.mediation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.mediation.CaseFile.Concession;
import org.fengqiao.mediation.CaseFile.MediationAgreement;
import org.fengqiao.mediation.CaseFile.Party;
import org.fengqiao.mediation.CaseFile.PartySignature;
import org.fengqiao.mediation.CaseFile.Side;
import org.fengqiao.mediation.CaseFile.Willingness;
import org.fengqiao.mediation.SourceAlerts.SourceAlert;
import org.fengqiao.mediation.mediator.DisputeKind;
import org.fengqiao.mediation.mediator.MediatorService;
import org.fengqiao.platform.attachment.AttachmentView;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.enterprise.Enterprise;

/** A worker and a clothing factory, by stages of their case. */
public final class MediationCaseFixture {
    public static final String WORKER = "HR-2026-0317/A1";
    public static final String FIRM = "HR-2026-0317/R1";
    public static final String CONCEDED = "公司愿意额外补偿三千元以了结此事，不承认违法解除";
    public static final UUID ID = UUID.fromString("0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b");
    public static final UUID FACTORY = UUID.fromString("0199a1b2-c3d4-7e5f-8a6b-000000000001");
    public static final LocalDate RECEIVED = LocalDate.of(2026, 3, 2);
    public static final UUID WORKER_PAPER = UUID.fromString("0199a1b2-c3d4-7e5f-8a6b-0000000000a1");
    public static final UUID FIRM_PAPER = UUID.fromString("0199a1b2-c3d4-7e5f-8a6b-0000000000b2");
    public static final UUID PAYSLIPS = UUID.fromString("0199a1b2-c3d4-7e5f-8a6b-0000000000c3");
    public static final Instant NOW = Instant.parse("2026-06-10T02:30:00Z");
    public static final LocalDate TODAY = LocalDate.of(2026, 6, 10);

    private MediationCaseFixture() {}

    public static PartySignature signed(String party) {
        return new PartySignature(party, party.equals(WORKER) ? WORKER_PAPER : FIRM_PAPER, LocalDate.of(2026, 3, 20));
    }

    public static List<PartySignature> signedByBoth() {
        return List.of(signed(WORKER), signed(FIRM));
    }

    static MediationCase opened() {
        return openedBy(List.of(
                new Party(WORKER, Side.APPLICANT, "人力资源局案管系统", Willingness.NOT_ASKED, null),
                new Party(FIRM, Side.RESPONDENT, "人力资源局案管系统", Willingness.NOT_ASKED, null)));
    }

    static MediationCase openedBy(List<Party> parties) {
        SourceAlert alert =
                new SourceAlert(UUID.randomUUID(), FACTORY, "4403.9910.", UUID.randomUUID(), Tier.RED, "release-12");
        return new MediationCase(ID, alert, DisputeKind.WAGES, WORKER, parties, RECEIVED)
                .open("head.bantian", Instant.parse("2026-03-02T01:00:00Z"))
                .assignMediator(new MediatorService.ChosenMediator("lead.wuhe", new BilingualText("", "")));
    }

    public static MediationCase mediating() {
        return opened().recordWillingness(WORKER, Willingness.WILLING, RECEIVED)
                .recordWillingness(FIRM, Willingness.WILLING, RECEIVED);
    }

    static MediationCase agreed() {
        MediationAgreement agreement = new MediationAgreement(
                "坂调字〔2026〕第17号",
                "公司于2026年5月31日前一次性支付2025年11月至2026年1月工资及经济补偿共计人民币43,500.00元；履行后双方就此无其他争议。",
                new BigDecimal("43500.00"),
                LocalDate.of(2026, 3, 20),
                LocalDate.of(2026, 5, 31),
                signedByBoth());
        return mediating()
                .recordConcession(new Concession(FIRM, CONCEDED, null))
                .recordAgreement(agreement);
    }

    public static MediationCase breached() {
        return agreed().recordBreach(LocalDate.of(2026, 6, 1))
                .updateElements(elements())
                .requestConversion(signed(WORKER));
    }

    public static ElementForm elements() {
        return new ElementForm(
                null,
                new ElementForm.Employer("有限责任公司", "民营", "深圳市龙岗区坂田街道五和大道12号", null, null),
                List.of(
                        new ElementForm.ServiceAddress(
                                WORKER, "深圳市龙岗区坂田街道杨美社区（详细地址以确认书为准）", true, "人民法院送达平台", signed(WORKER)),
                        new ElementForm.ServiceAddress(FIRM, "深圳市龙岗区坂田街道五和大道12号3楼", true, "人民法院送达平台", signed(FIRM))),
                new ElementForm.Claims(
                        List.of(
                                new ElementForm.Claim(
                                        DisputeKind.WAGES,
                                        LocalDate.of(2025, 11, 1),
                                        LocalDate.of(2026, 1, 31),
                                        new BigDecimal("25500.00"),
                                        "8,500元/月 × 3个月"),
                                new ElementForm.Claim(
                                        DisputeKind.SEVERANCE,
                                        null,
                                        null,
                                        new BigDecimal("18000.50"),
                                        "月平均工资9,000.25元 × 2个月（2024-02-19入职）")),
                        new BigDecimal("43500.50"),
                        "诉讼费由被申请人承担"),
                new ElementForm.AssetPreservation(false, null, null, null),
                new ElementForm.Facts(
                        new ElementForm.Contract(true, LocalDate.of(2024, 2, 19), "深圳市龙岗区", "固定期限劳动合同（三年）"),
                        new ElementForm.Performance(
                                LocalDate.of(2024, 2, 19),
                                "二车间",
                                "缝纫工",
                                "深圳市龙岗区坂田街道",
                                "8,500元/月，每月15日银行转账",
                                "2025年11月起未发",
                                "标准工时，周末偶有加班",
                                LocalDate.of(2024, 3, 1)),
                        new ElementForm.Termination(LocalDate.of(2026, 2, 6), "用人单位未及时足额支付劳动报酬", "书面通知"),
                        null,
                        null,
                        null,
                        LocalDate.of(2025, 12, 15)),
                List.of(
                        new ElementForm.UndisputedFact(
                                "双方自2024年2月19日起存在劳动关系，2025年11月至2026年1月工资未支付。", signedByBoth(), true),
                        new ElementForm.UndisputedFact("仅在调解中陈述的事实不得用于诉讼", signedByBoth(), false),
                        new ElementForm.UndisputedFact("只有一方签字的事实不作数", List.of(signed(WORKER)), true)),
                List.of(new ElementForm.DisputeFocus("解除劳动合同的经济补偿计算基数应否包含加班工资。", signedByBoth())),
                new ElementForm.Arbitration(
                        "深龙劳人仲案〔2026〕1180号",
                        "工资25,500元、经济补偿18,000.50元",
                        "支持工资请求，经济补偿另行处理",
                        LocalDate.of(2026, 4, 1),
                        LocalDate.of(2026, 4, 7),
                        LocalDate.of(2026, 6, 1)),
                "深龙人社监令〔2026〕88号",
                null,
                List.of(new ElementForm.Evidence(
                        "1",
                        "工资银行流水",
                        "电子数据",
                        "2025年11月后未发工资",
                        "申请人提交",
                        PAYSLIPS,
                        Instant.parse("2026-03-05T08:00:00Z"),
                        "申请人",
                        false)),
                new ElementForm.Jurisdiction("深圳市龙岗区", ElementForm.Ground.PLACE_OF_PERFORMANCE, null),
                new ElementForm.Risk(List.of(), null, true),
                null);
    }

    /** The files of the case, by their ids. */
    public static Map<UUID, AttachmentView> files() {
        return Map.of(
                WORKER_PAPER,
                new AttachmentView(WORKER_PAPER, "申请人签字.jpg", "image/jpeg", 90_000L, "a1".repeat(32)),
                FIRM_PAPER,
                new AttachmentView(FIRM_PAPER, "公司盖章.pdf", "application/pdf", 120_000L, "b2".repeat(32)),
                PAYSLIPS,
                new AttachmentView(PAYSLIPS, "工资流水.pdf", "application/pdf", 300_000L, "c3".repeat(32)));
    }

    public static Enterprise factory() {
        return new Enterprise(
                FACTORY, "91440300MA5EXAMPL4", "深圳市红星制衣有限公司", "C", "9910", "4403.9910.", null, 320, true, Set.of());
    }
}
