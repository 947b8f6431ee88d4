package org.fengqiao.platform.web;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fengqiao.platform.security.Accounts;
import org.fengqiao.platform.security.ApiKeys;
import org.fengqiao.platform.security.AreaPaths;
import org.fengqiao.platform.security.Role;

/** Somebody for each role, and a system for each scope, who sign in as anybody would. */
@ApplicationScoped
public class People {
    public static final String PASSWORD = "a long enough password";

    private final Map<String, String> keys = new ConcurrentHashMap<>();

    @Inject
    Accounts accounts;

    @Inject
    ApiKeys apiKeys;

    /** A request of somebody with this role (or scope), responsible for the whole. */
    public RequestSpecification as(String roleOrScope) {
        return as(roleOrScope, AreaPaths.ROOT);
    }

    public RequestSpecification as(String roleOrScope, String areaCode) {
        if (roleOrScope.startsWith("scope:")) {
            String key =
                    keys.computeIfAbsent(roleOrScope + areaCode, any -> key(roleOrScope, areaCode, Duration.ofDays(1))
                            .key());
            return given().header("Authorization", "Bearer " + key);
        }
        return as(Role.of(roleOrScope), areaCode);
    }

    public RequestSpecification as(Role role, String areaCode) {
        String username = role.key() + "." + areaCode;
        if (!accounts.exists(username)) {
            accounts.open(new Accounts.NewAccount(username, username, Set.of(role), areaCode), PASSWORD);
        }
        return given().auth().preemptive().basic(username, PASSWORD);
    }

    public ApiKeys.IssuedApiKey key(String scope, Duration validFor) {
        return key(scope, AreaPaths.ROOT, validFor);
    }

    private ApiKeys.IssuedApiKey key(String scope, String areaCode, Duration validFor) {
        return apiKeys.issue(
                new ApiKeys.NewApiKey(scope.substring("scope:".length()), Set.of(scope), areaCode, validFor), "test");
    }
}
