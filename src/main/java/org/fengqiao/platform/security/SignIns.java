package org.fengqiao.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.Transactions;

/**
 * When each person was last here, to the hour, and with which roles and area: who never comes reads nothing, and whoever
 * signs in at an identity provider has no account to tell from.
 */
@ApplicationScoped
class SignIns {
    private static final Duration PRECISION = Duration.ofHours(1);
    private static final int MAX_NAMES = 10_000;
    private static final String RECORD = """
            insert into sign_in (username, seen_at, roles, area_path) values (?, ?, ?, ?)
            on conflict (username) do update
            set seen_at = excluded.seen_at, roles = excluded.roles, area_path = excluded.area_path""";

    private final DataSource database;
    private final InstantSource clock;
    private final Cache<String, Instant> recorded =
            Caffeine.newBuilder().maximumSize(MAX_NAMES).build();

    SignIns(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Of somebody without a role nothing is recorded: with a one-time password nothing can be read yet. */
    void record(SecurityIdentity identity) {
        if (identity.getRoles().isEmpty()) return;
        String username = identity.getPrincipal().getName();
        Instant now = clock.instant();
        Instant before = recorded.getIfPresent(username);
        if (before != null && Duration.between(before, now).abs().compareTo(PRECISION) < 0) return;
        String areaPath = identity.getAttribute(SecurityIdentities.AREA_PATH);
        SqlStatement<Void> record = SqlStatement.update(
                RECORD,
                Parameter.of(username),
                Parameter.of(Jdbc.utc(now)),
                Parameter.of(String.join(",", new TreeSet<>(identity.getRoles()))),
                Parameter.of(areaPath));
        Transactions.inTransaction(database, connection -> record.execute(connection));
        recorded.put(username, now);
    }
}
