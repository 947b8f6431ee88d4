package org.fengqiao.demo.year;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.fengqiao.mediation.CaseFile.MediationAgreement;
import org.fengqiao.mediation.CaseFile.PartySignature;
import org.fengqiao.mediation.CaseFile.Session;
import org.fengqiao.mediation.CaseFile.Side;
import org.fengqiao.mediation.CaseOpening.NewParty;
import org.fengqiao.mediation.CaseOpening.Opening;
import org.fengqiao.mediation.ElementForm;
import org.fengqiao.mediation.MediationJson;
import org.fengqiao.mediation.mediator.DisputeKind;
import org.fengqiao.platform.Time;

/** What the parties of an invented case sign and fill in; its papers are uploaded when they are needed first. */
final class MediationPapers {
    private static final String SYSTEM = "人力资源局案管系统";
    private static final Pattern DAY = Pattern.compile("@(\\d+)");

    private final int number;
    private final Play play;
    private final DemoPapers papers;
    private final Map<String, UUID> uploaded = new HashMap<>();
    private String by;
    private String areaPath;

    MediationPapers(int number, Play play, DemoPapers papers) {
        this.number = number;
        this.play = play;
        this.papers = papers;
    }

    /** Whoever takes the next step brings its papers. */
    MediationPapers broughtBy(String mediator, String area) {
        by = mediator;
        areaPath = area;
        return this;
    }

    String applicant() {
        return "HR-DEMO-%04d/A1".formatted(number);
    }

    String respondent() {
        return "HR-DEMO-%04d/R1".formatted(number);
    }

    /** Some come with the applicant alone, and whom they are up against is added. */
    Opening opening(DisputeKind kind, boolean alone) {
        NewParty applicant = new NewParty(applicant(), Side.APPLICANT, SYSTEM);
        return new Opening(kind, today(), alone ? List.of(applicant) : List.of(applicant, other()));
    }

    NewParty other() {
        return new NewParty(respondent(), Side.RESPONDENT, SYSTEM);
    }

    PartySignature signed(String party) {
        return new PartySignature(party, paper("签字件.pdf", "signed by " + party), today());
    }

    Session session() {
        return new Session(today(), paper("调解笔录.pdf", "minutes"), "双方到场，核对工资表与考勤，约定下次会议。");
    }

    String concession() {
        return "公司愿意在应付款之外另付" + (number % 9 + 1) + "百元以了结此事，不代表承认对方主张";
    }

    MediationAgreement agreement(int daysToPerform) {
        return new MediationAgreement(
                "坂调字演%d号".formatted(number),
                "企业自协议生效之日起%d日内一次性付清所欠款项；履行后双方就此再无其他争议。".formatted(daysToPerform),
                new BigDecimal(6_000 + 350 * number),
                today(),
                today().plusDays(daysToPerform),
                List.of(signed(applicant()), signed(respondent())));
    }

    String courtNumber() {
        return "(%d)粤0307诉前调%d号".formatted(today().getYear(), 1_000 + number);
    }

    /** The form of elements.json, with the parties of this case, their signatures, and days counted back from today. */
    ElementForm elements() {
        try (InputStream template = getClass().getResourceAsStream("/demo/elements.json")) {
            String json = new String(Objects.requireNonNull(template).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@APPLICANT_SIGNED", MediationJson.write(signed(applicant())))
                    .replace("@RESPONDENT_SIGNED", MediationJson.write(signed(respondent())))
                    .replace("@APPLICANT", applicant())
                    .replace("@RESPONDENT", respondent())
                    .replace("@EVIDENCE", paper("银行流水.pdf", "bank records").toString());
            String dated = DAY.matcher(json).replaceAll(day -> today().minusDays(Long.parseLong(day.group(1)))
                    .toString());
            return MediationJson.read(dated, ElementForm.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(play.now(), Time.CITY);
    }

    private UUID paper(String name, String what) {
        String line = "Demo: case " + number + ", " + what;
        return uploaded.computeIfAbsent(what, w -> papers.upload(name, line, by, areaPath));
    }
}
