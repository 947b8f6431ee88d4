package org.fengqiao.alerting.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** What people do with silences, and what they see of the brake. */
@ApplicationScoped
public class SilenceService {
    private static final int MOST = 500;

    private final SilenceRepository silences;
    private final AlertBaseline forecasts;
    private final DataSource database;
    private final InstantSource clock;

    SilenceService(SilenceRepository silences, AlertBaseline forecasts, DataSource database, InstantSource clock) {
        this.silences = silences;
        this.forecasts = forecasts;
        this.database = database;
        this.clock = clock;
    }

    /**
     * What somebody asks to be silent about.
     *
     * @param area code of an area; blank when an enterprise is named
     * @param rule an id of a rule: only what rests on it alone
     * @param most up to which tier; ORANGE when not said
     */
    public record NewSilence(
            String reason,
            UUID enterprise,
            String area,
            Dimension dimension,
            String rule,
            String indicator,
            Tier most,
            Instant endsAt) {}

    /** A silence as people read it; {@code held} counts what it kept from being told. */
    public record SilenceView(
            UUID id,
            String author,
            String reason,
            UUID enterprise,
            String areaPath,
            String dimension,
            String rule,
            String indicator,
            Tier most,
            Instant beginsAt,
            Instant endsAt,
            boolean inForce,
            Instant remindedAt,
            String liftedBy,
            String liftedWhy,
            int held) {}

    /** The place that is asked for: of the enterprise, or of the area. */
    public String areaPathOf(NewSilence wanted) {
        if (wanted.enterprise() != null) {
            return areaPathOf("select area_path from enterprise where id = ?", wanted.enterprise());
        }
        if (wanted.area() == null || wanted.area().isBlank()) {
            throw ProblemException.invalid(
                    "silence-too-broad",
                    "请指定企业或区域，不能静默全部。",
                    "Name an enterprise or an area; nobody can silence everything.");
        }
        return areaPathOf(
                "select path from area where code = ? order by valid_to desc nulls first limit 1",
                wanted.area().strip());
    }

    private String areaPathOf(String sql, Object key) {
        return Transactions.inTransaction(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setObject(1, key);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) return row.getString(1);
                }
            }
            throw ProblemException.notFound(
                    "silence-place-unknown", "没有这个企业或区域：" + key, "There is no such enterprise or area: " + key);
        });
    }

    /** @param areaPath what {@link #place} gave, after it was checked to be the author's */
    public SilenceView open(NewSilence wanted, String areaPath, String author) {
        Instant now = clock.instant();
        if (wanted.endsAt() == null) {
            throw ProblemException.invalid(
                    "silence-without-end", "请写明静默何时结束（endsAt）。", "Say when the silence ends (endsAt).");
        }
        Silence asked = new Silence(
                null,
                author,
                Objects.requireNonNullElse(wanted.reason(), "").strip(),
                Optional.ofNullable(wanted.enterprise()),
                areaPath,
                wanted.dimension(),
                text(wanted.rule()),
                text(wanted.indicator()),
                Objects.requireNonNullElse(wanted.most(), Tier.ORANGE),
                now,
                wanted.endsAt());
        return Transactions.inTransaction(database, connection -> {
            Silence put = silences.insert(connection, asked, now);
            return view(new SilenceRepository.SilenceRecord(put, null, null, null, 0), now);
        });
    }

    private static Optional<String> text(String given) {
        return Optional.ofNullable(given).map(String::strip).filter(one -> !one.isEmpty());
    }

    public SilenceView find(UUID id) {
        return Transactions.inTransaction(database, connection -> view(find(connection, id), clock.instant()));
    }

    private SilenceRepository.SilenceRecord find(Connection connection, UUID id) throws SQLException {
        return silences.find(connection, id)
                .orElseThrow(() -> ProblemException.notFound(
                        "silence-unknown",
                        "没有编号为 " + id + " 的静默。请在 /api/v1/silences 查找。",
                        "There is no silence " + id + ". Find it at /api/v1/silences."));
    }

    /** Those within an area, the newest first, ended ones too. */
    public List<SilenceView> within(String areaPath, Set<Dimension> dimensions) {
        Instant now = clock.instant();
        return Transactions.inTransaction(
                database, connection -> silences.within(connection, areaPath, dimensions, MOST).stream()
                        .map(kept -> view(kept, now))
                        .toList());
    }

    public SilenceView lift(UUID id, String by, String why) {
        if (why == null || why.isBlank()) {
            throw ProblemException.invalid(
                    "lift-without-reason", "请写明解除静默的理由。", "Give the reason why the silence is lifted.");
        }
        Instant now = clock.instant();
        return Transactions.inTransaction(database, connection -> {
            find(connection, id);
            silences.lift(connection, id, by, why.strip(), now);
            return view(find(connection, id), now);
        });
    }

    /** What came today of each rule and source against what was expected. */
    public List<AlertBaseline.ThrottleLoad> loads(Dimension dimension) {
        return Transactions.inTransaction(
                database, connection -> forecasts.loads(connection, dimension, clock.instant()));
    }

    private static SilenceView view(SilenceRepository.SilenceRecord kept, Instant now) {
        Silence silence = kept.silence();
        return new SilenceView(
                silence.id(),
                silence.author(),
                silence.reason(),
                silence.enterpriseId().orElse(null),
                silence.areaPath(),
                silence.dimension().code(),
                silence.rule().orElse(null),
                silence.indicator().orElse(null),
                silence.maxTier(),
                silence.from(),
                silence.to(),
                now.isBefore(silence.to()),
                kept.remindedAt(),
                kept.liftedBy(),
                kept.liftedWhy(),
                kept.held());
    }
}
