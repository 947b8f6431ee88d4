package org.fengqiao.platform.security;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.Set;

/** The attributes of an identity, however its owner signed in. */
public final class SecurityIdentities {
    public static final String AREA_CODE = "areaCode";
    public static final String AREA_PATH = "areaPath";
    public static final String ACCOUNT_ID = "accountId";
    public static final String SYSTEM = "system";
    public static final String ONE_TIME = "oneTime";

    private SecurityIdentities() {}

    /**
     * Somebody who still has a one-time password is authenticated but has no role, so every endpoint that asks for a role
     * refuses them.
     */
    static SecurityIdentity person(Account account) {
        QuarkusSecurityIdentity.Builder builder =
                of(account.username, account.areaCode, account.areaPath).addAttribute(ACCOUNT_ID, account.id);
        if (account.oneTime) {
            return builder.addAttribute(ONE_TIME, true).build();
        }
        return builder.addRoles(Role.keys(account.roles())).build();
    }

    static SecurityIdentity system(String name, Set<String> scopes, String areaCode, String areaPath) {
        return of("key:" + name, areaCode, areaPath)
                .addRoles(scopes)
                .addAttribute(SYSTEM, true)
                .build();
    }

    private static QuarkusSecurityIdentity.Builder of(String name, String areaCode, String areaPath) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addAttribute(AREA_CODE, areaCode)
                .addAttribute(AREA_PATH, areaPath);
    }
}
