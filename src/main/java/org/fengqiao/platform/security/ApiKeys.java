package org.fengqiao.platform.security;

import com.google.common.hash.Hashing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.audit.AuditTrail;
import org.fengqiao.platform.jdbc.GroupCommit;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;

/** API keys of other systems: issued with scopes, an area and an expiry, listed without the secret, revoked. */
@ApplicationScoped
public class ApiKeys {
    /** Makes a key that was published by mistake easy to find with a search. */
    public static final String PREFIX = "fqk_";

    private static final String BY_HASH = "select key_hash, name, scopes, area_code, area_path, expires_at, revoked_at"
            + " from api_key where key_hash = any(?)";

    private static final SecureRandom RANDOM = new SecureRandom();

    public record NewApiKey(String name, Set<String> scopes, String areaCode, Duration validFor) {}

    /** The only moment the key itself is known. */
    public record IssuedApiKey(UUID id, String key, Instant expiresAt) {}

    public record ApiKeySummary(
            UUID id,
            String name,
            Set<String> scopes,
            String areaCode,
            Instant createdAt,
            String createdBy,
            Instant expiresAt,
            Instant revokedAt) {}

    @Inject
    Ids ids;

    @Inject
    InstantSource clock;

    @Inject
    AreaPaths areas;

    @Inject
    AuditTrail audit;

    @Inject
    DataSource database;

    private final GroupCommit<String, Optional<ApiKey>> lookUps = new GroupCommit<>(2, 100, this::byHash);

    @Transactional
    public IssuedApiKey issue(NewApiKey wanted, String by) {
        requireKnown(wanted.scopes());
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        ApiKey key = new ApiKey();
        key.id = ids.next();
        key.name = wanted.name();
        key.keyHash = hash(secret);
        key.scopes = String.join(",", new TreeSet<>(wanted.scopes()));
        key.areaCode = wanted.areaCode();
        key.areaPath = areas.require(wanted.areaCode());
        key.createdAt = clock.instant();
        key.createdBy = by;
        key.expiresAt = key.createdAt.plus(wanted.validFor());
        key.persist();
        audit.record("api-key-issued", key.id.toString(), key.name + ": " + key.scopes + " @ " + key.areaCode);
        return new IssuedApiKey(key.id, secret, key.expiresAt);
    }

    @Transactional
    public List<ApiKeySummary> listInArea(String areaPath) {
        return ApiKey.<ApiKey>list("areaPath like ?1 order by createdAt desc", areaPath + "%").stream()
                .map(ApiKeys::entry)
                .toList();
    }

    @Transactional
    public void revoke(UUID id, Caller by) {
        ApiKey key = ApiKey.<ApiKey>findByIdOptional(id)
                .orElseThrow(() -> ProblemException.notFound(
                        "api-key-unknown",
                        "没有这个编号的接口密钥。请在 /api/v1/api-keys 查看全部密钥。",
                        "No API key has this id. See /api/v1/api-keys for all of them."));
        by.requireArea(key.areaPath);
        revoke(key);
    }

    /** By the system itself, for a key it issued for its own work. */
    @Transactional
    public void revoke(IssuedApiKey own) {
        ApiKey.<ApiKey>findByIdOptional(own.id()).ifPresent(this::revoke);
    }

    private void revoke(ApiKey key) {
        key.revoke(clock.instant());
        audit.record("api-key-revoked", key.id.toString(), key.name);
    }

    /** Looked up at each request, together with the keys of other requests of the same moment. */
    Optional<ApiKey> usable(String secret) {
        return lookUps.submit(hash(secret)).filter(key -> key.isUsable(clock.instant()));
    }

    /** One statement without a transaction: it runs at each request, and an entity would cost more than the query. */
    private List<Optional<ApiKey>> byHash(List<String> hashes) {
        Parameter asked = Parameter.array("text", hashes, hash -> hash);
        try (Connection connection = database.getConnection()) {
            Map<String, ApiKey> known =
                    StatementBatch.execute(connection, new SqlStatement<>(BY_HASH, ApiKeys::known, asked));
            return hashes.stream()
                    .map(hash -> Optional.ofNullable(known.get(hash)))
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException("The keys could not be looked up", e);
        }
    }

    private static Map<String, ApiKey> known(ResultSet rows) throws SQLException {
        Map<String, ApiKey> known = new HashMap<>();
        while (rows.next()) {
            ApiKey key = new ApiKey();
            key.name = rows.getString("name");
            key.scopes = rows.getString("scopes");
            key.areaCode = rows.getString("area_code");
            key.areaPath = rows.getString("area_path");
            key.expiresAt = Jdbc.instant(rows, "expires_at");
            key.revokedAt = Jdbc.instant(rows, "revoked_at");
            known.put(rows.getString("key_hash"), key);
        }
        return known;
    }

    private static void requireKnown(Set<String> scopes) {
        if (scopes.isEmpty() || !Roles.SCOPES.containsAll(scopes)) {
            String known = String.join(", ", new TreeSet<>(Roles.SCOPES));
            throw ProblemException.invalid(
                    "scope-unknown", "至少要有一个授权范围，可用的有：" + known, "Give at least one scope, out of these: " + known);
        }
    }

    private static ApiKeySummary entry(ApiKey key) {
        return new ApiKeySummary(
                key.id,
                key.name,
                key.scopes(),
                key.areaCode,
                key.createdAt,
                key.createdBy,
                key.expiresAt,
                key.revokedAt);
    }

    private static String hash(String secret) {
        return Hashing.sha256().hashString(secret, StandardCharsets.UTF_8).toString();
    }
}
