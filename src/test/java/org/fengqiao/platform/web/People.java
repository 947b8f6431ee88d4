package org.fengqiao.platform.web;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.fengqiao.platform.security.Accounts;
import org.fengqiao.platform.security.ApiKeys;
import org.fengqiao.platform.security.AreaPaths;
import org.fengqiao.platform.security.Role;

/** Somebody for each role, and a system for each scope, who sign in as anybody would. */
@ApplicationScoped
public class People {
    public static final String PASSWORD = "a long enough password";
    private static final String SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨";

    private final Map<String, String> headers = new ConcurrentHashMap<>();

    @Inject
    Accounts accounts;

    @Inject
    ApiKeys apiKeys;

    /** A request of somebody with this role (or scope), responsible for the whole. */
    public RequestSpecification as(String roleOrScope) {
        return as(roleOrScope, AreaPaths.ROOT);
    }

    public RequestSpecification as(String roleOrScope, String areaCode) {
        return given().header("Authorization", authorization(roleOrScope, areaCode));
    }

    public RequestSpecification as(Role role, String areaCode) {
        return as(role.key(), areaCode);
    }

    /** The header of somebody with all of these roles. */
    public String authorization(Set<Role> roles, String areaCode) {
        String username = roles.stream().map(Role::key).sorted().collect(Collectors.joining("+")) + "." + areaCode;
        if (!accounts.exists(username))
            accounts.open(new Accounts.NewAccount(username, username, roles, areaCode), PASSWORD);
        return basic(username);
    }

    /** The header of somebody with this role (or scope). */
    String authorization(String roleOrScope, String areaCode) {
        return headers.computeIfAbsent(roleOrScope + " " + areaCode, any -> {
            if (roleOrScope.startsWith("scope:"))
                return "Bearer "
                        + key(roleOrScope, areaCode, Duration.ofDays(1)).key();
            String username = roleOrScope + "." + areaCode;
            if (!accounts.exists(username))
                accounts.open(
                        new Accounts.NewAccount(
                                username, nameOf(Role.of(roleOrScope)), Set.of(Role.of(roleOrScope)), areaCode),
                        PASSWORD);
            return basic(username);
        });
    }

    /** What somebody with this role is called. */
    public static String nameOf(Role role) {
        return SURNAMES.charAt(role.ordinal() % SURNAMES.length()) + "一鸣";
    }

    private static String basic(String username) {
        byte[] pair = (username + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    public ApiKeys.IssuedApiKey key(String scope, Duration validFor) {
        return key(scope, AreaPaths.ROOT, validFor);
    }

    private ApiKeys.IssuedApiKey key(String scope, String areaCode, Duration validFor) {
        return apiKeys.issue(
                new ApiKeys.NewApiKey(scope.substring("scope:".length()), Set.of(scope), areaCode, validFor), "test");
    }
}
