package org.fengqiao.alerting.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.area.Area;

/** What a silence may be: with a reason, not for long, not for many, and never for RED. */
@ApplicationScoped
class SilenceLimits {
    private final SuppressionSettings settings;

    SilenceLimits(SuppressionSettings settings) {
        this.settings = settings;
    }

    void check(Connection connection, Silence asked, Instant at) throws SQLException {
        if (asked.reason().isBlank()) {
            throw ProblemException.invalid(
                    "silence-without-reason",
                    "请写明静默的理由，责任人会看到。",
                    "Give the reason of the silence; those it keeps from being told will read it.");
        }
        checkTier(asked.maxTier());
        checkSpan(asked, at);
        if (asked.enterpriseId().isPresent()) return;
        checkArea(connection, asked);
        if (asked.rule().isEmpty() && asked.indicator().isEmpty()) checkEnterprises(connection, asked);
    }

    private static void checkTier(Tier most) {
        if (most.alerts() && most != Tier.RED) return;
        throw ProblemException.invalid(
                "silence-tier",
                "静默最高到橙色（BLUE、YELLOW、ORANGE）；红色预警一律通知。",
                "A silence goes up to ORANGE (BLUE, YELLOW, ORANGE); RED is always told.");
    }

    private void checkSpan(Silence asked, Instant at) {
        Instant latest = at.plus(settings.silences().longest());
        if (asked.to().isAfter(at) && !asked.to().isAfter(latest)) return;
        long days = settings.silences().longest().toDays();
        throw ProblemException.invalid(
                "silence-too-long",
                "静默须在将来" + days + "天内结束，到期前会提醒您续期。",
                "A silence ends within the next " + days + " days; you are reminded before it does.");
    }

    private void checkArea(Connection connection, Silence asked) throws SQLException {
        Area.Level largest = settings.silences().largestArea();
        try (PreparedStatement select =
                connection.prepareStatement("select level from area where path = ? order by valid_from desc limit 1")) {
            select.setString(1, asked.areaPath());
            try (ResultSet row = select.executeQuery()) {
                if (row.next() && Area.Level.valueOf(row.getString(1)).compareTo(largest) >= 0) return;
            }
        }
        throw ProblemException.invalid(
                "silence-too-broad",
                "请指定企业，或不大于" + largest + "的区域。",
                "Name an enterprise, or an area no larger than " + largest + ".");
    }

    private void checkEnterprises(Connection connection, Silence asked) throws SQLException {
        int most = settings.silences().mostEnterprises();
        String sql = "select count(*) from (select from enterprise where area_path like ? limit ?) some";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, asked.areaPath() + "%");
            select.setInt(2, most + 1);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                if (row.getInt(1) <= most) return;
            }
        }
        throw ProblemException.invalid(
                "silence-too-broad",
                "该区域企业超过" + most + "家；请再指定规则或指标，或缩小区域。",
                "The area has more than " + most
                        + " enterprises; name a rule or an indicator as well, or a smaller area.");
    }
}
