package org.fengqiao.inquiry.web;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.inquiry.PostSummary;
import org.fengqiao.inquiry.alert.AlertSummary;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.web.Language;

/** Words and formats of a page in the reader's language. */
public record PageWording(Language language, Instant now) {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Time.CITY);
    private static final DateTimeFormatter THIS_YEAR =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(Time.CITY);

    /** A step, when it is due, and whether it is overdue. */
    public record DueStep(String step, String when, boolean late) {}

    public String of(BilingualText text) {
        return text == null ? null : language.choose(text.zh(), text.en());
    }

    /** In the local time of the city, with the year if it is not the current one. */
    public String time(Instant at) {
        if (at == null) return "";
        boolean thisYear =
                at.atZone(Time.CITY).getYear() == now.atZone(Time.CITY).getYear();
        return (thisYear ? THIS_YEAR : MINUTE).format(at);
    }

    public String percent(double share) {
        return Math.round(share * 100) + "%";
    }

    public DueStep due(AlertSummary.Clock clock) {
        String when = clock.dueAt() == null ? within(clock.duration()) : time(clock.dueAt());
        return new DueStep(
                step(clock.step()), when, clock.dueAt() != null && clock.dueAt().isBefore(now));
    }

    private String within(String duration) {
        String plain = duration.startsWith("W") ? duration.substring(1) : duration;
        if (plain.contains("T")) {
            long hours = Duration.parse(plain).toHours();
            return language.choose(hours + " 个工作小时内", "within " + count(hours, "working hour"));
        }
        int days = Period.parse(plain).getDays();
        return language.choose(days + " 个工作日内", "within " + count(days, "working day"));
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private String step(String step) {
        return switch (step) {
            case "ack" -> language.choose("签收", "Acknowledge");
            case "contact" -> language.choose("联系企业", "Contact");
            case "plan" -> language.choose("处置方案", "Plan");
            case "close" -> language.choose("办结", "Close");
            case "enterprise" -> language.choose("企业答复", "Enterprise answers");
            default -> step;
        };
    }

    public String ownerBasis(String reason) {
        return switch (reason) {
            case "HOLDS_THE_POST" -> language.choose("持岗", "holds the post");
            case "STANDS_IN" -> language.choose("代理", "stands in");
            case "POST_VACANT" -> language.choose("岗位空缺", "post is vacant");
            case "NO_SUCH_POST" -> language.choose("未设岗，转值班台", "no such post, duty desk");
            case "NO_ROUTE" -> language.choose("无适用路由，转值班台", "no route, duty desk");
            case "ESCALATED" -> language.choose("逾期上报", "a clock was missed");
            default -> reason;
        };
    }

    public String event(AlertEvent event) {
        return of(event.text());
    }

    public String holder(PostSummary.PostHolder holder) {
        if (holder == null) return language.choose("空缺", "vacant");
        return holder.displayName() + (holder.standIn() ? language.choose("（代理）", " (stand-in)") : "");
    }

    public String role(Role role) {
        return switch (role) {
            case INFORMATION_OFFICER -> language.choose("信息员", "Information officer");
            case MEDIATION_LEAD -> language.choose("调解组长", "Mediation lead");
            case LABOUR_OFFICER -> language.choose("劳动办经办人", "Labour officer");
            case LABOUR_OFFICE_HEAD -> language.choose("劳动办负责人", "Head of the labour office");
            case POLICY_EDITOR -> language.choose("规则编辑", "Policy editor");
            case POLICY_APPROVER -> language.choose("规则审批", "Policy approver");
            case ENTERPRISE -> language.choose("企业", "Enterprise");
            case CARE_STAFF -> language.choose("关怀人员", "Care staff");
            case AUDITOR -> language.choose("审计员", "Auditor");
            case ADMINISTRATOR -> language.choose("系统管理员", "Administrator");
        };
    }
}
