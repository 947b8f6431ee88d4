package org.fengqiao.pages.shell;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.fengqiao.alerting.AlertClock;
import org.fengqiao.inquiry.AreaRef;
import org.fengqiao.inquiry.PostSummary;
import org.fengqiao.inquiry.alert.AlertSummary;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.DurationText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.platform.web.Language;
import org.fengqiao.registry.enterprise.EnterpriseRelations.RelationKind;

/** Words and formats of a page in the reader's language. */
public record PageWording(Language language, Instant now) {
    public String of(BilingualText text) {
        return text == null ? null : language.choose(text.zh(), text.en());
    }

    public String choose(String zh, String en) {
        return language.choose(zh, en);
    }

    /** 0 stands for a head count that nobody recorded. */
    public String heads(int headcount) {
        if (headcount == 0) return choose("人数未登记", "head count not recorded");
        return choose(headcount + "人", headcount == 1 ? "1 employee" : headcount + " employees");
    }

    /** The smallest area it is in, with the larger one unless its name says that too. */
    public String place(AreaRef area) {
        if (area.zh() == null) return "";
        String separator = choose(" ", ", ");
        List<String> names = List.of(choose(area.zh(), area.en()).split(separator));
        String last = names.get(names.size() - 1);
        if (names.size() == 1) return last;
        String larger = names.get(names.size() - 2);
        return last.startsWith(larger) ? last : larger + separator + last;
    }

    public String state(String state) {
        return of(Messages.text("state." + state));
    }

    /** In the local time of the city, with the year if it is not the current one. */
    public String time(Instant at) {
        return at == null ? "" : times().moment(at);
    }

    /** With the year in any case: on hover and in print. */
    public String exact(Instant at) {
        return at == null ? "" : times().exact(at);
    }

    public String day(LocalDate day) {
        return day == null ? "" : times().day(day);
    }

    /** The day in the city of a moment of which the time of day says nothing. */
    public String dayOf(Instant at) {
        return at == null ? "" : times().day(LocalDate.ofInstant(at, Time.CITY));
    }

    /** A value with its unit, without a fraction that says nothing. */
    public String value(double value, String unit) {
        String number = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        if (unit == null) return number;
        String key = "unit." + unit;
        return Messages.has(key) ? of(Messages.text(key, Map.of("number", number, "n", value))) : number + " " + unit;
    }

    public String month(LocalDate day) {
        return times().month(day);
    }

    public String relation(RelationKind kind) {
        return switch (kind) {
            case CONTROLLER -> choose("同一控制人", "same controller");
            case SITE -> choose("同一场所", "same site");
            case CONTRACTOR -> choose("承包关系", "contractor");
        };
    }

    public String ago(Instant at) {
        return at == null ? "" : times().ago(at);
    }

    private TimeWording times() {
        return new TimeWording(language, now);
    }

    public String percent(double share) {
        return Math.round(share * 100) + "%";
    }

    public ClockText clock(AlertSummary.Clock clock) {
        String step = of(Messages.text("step." + clock.step()));
        ClockText.State state = ClockText.State.valueOf(clock.state().name());
        if (clock.state() == AlertClock.State.MET || clock.state() == AlertClock.State.STOPPED)
            return new ClockText(step, state, of(clock.stateLabel()), 0, clock.dueAt());
        if (clock.dueAt() == null) return new ClockText(step, state, of(DurationText.of(clock.duration())), 0, null);
        int share = ClockText.share(clock.startedAt(), clock.dueAt(), now);
        return new ClockText(
                step,
                ClockText.running(share, clock.state() == AlertClock.State.MISSED),
                times().remaining(clock.dueAt()),
                share,
                clock.dueAt());
    }

    public String ownerBasis(String reason) {
        return of(Messages.text("assignment." + reason));
    }

    public String holder(PostSummary.PostHolder holder) {
        if (holder == null) return language.choose("空缺", "vacant");
        return holder.displayName() + (holder.standIn() ? language.choose("（代理）", " (stand-in)") : "");
    }

    public String role(Role role) {
        return switch (role) {
            case INFORMATION_OFFICER -> language.choose("信息员", "Information officer");
            case MEDIATOR -> language.choose("调解员", "Mediator");
            case MEDIATION_LEAD -> language.choose("调解组长", "Mediation lead");
            case LABOUR_OFFICER -> language.choose("劳动办经办人", "Labour officer");
            case LABOUR_OFFICE_HEAD -> language.choose("劳动办负责人", "Head of the labour office");
            case SUBDISTRICT_LEADER -> language.choose("街道分管领导", "Sub-district leader");
            case DISTRICT_HR -> language.choose("区人力资源局", "District human-resources bureau");
            case TRADE_UNION -> language.choose("工会", "Trade union");
            case GOVERNANCE_CENTRE -> language.choose("综治中心", "Comprehensive governance centre");
            case POLICY_EDITOR -> language.choose("规则编辑", "Policy editor");
            case POLICY_APPROVER -> language.choose("规则审批", "Policy approver");
            case ENTERPRISE -> language.choose("企业", "Enterprise");
            case CARE_STAFF -> language.choose("关怀人员", "Care staff");
            case AUDITOR -> language.choose("审计员", "Auditor");
            case ADMINISTRATOR -> language.choose("系统管理员", "Administrator");
        };
    }
}
