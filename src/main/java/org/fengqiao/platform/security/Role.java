package org.fengqiao.platform.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fengqiao.platform.ProblemException;

/** What a person does here. The key is how a role is written in {@code @RolesAllowed}, JSON and the database. */
public enum Role {
    INFORMATION_OFFICER(Roles.INFORMATION_OFFICER),
    MEDIATOR(Roles.MEDIATOR),
    MEDIATION_LEAD(Roles.MEDIATION_LEAD),
    LABOUR_OFFICER(Roles.LABOUR_OFFICER),
    LABOUR_OFFICE_HEAD(Roles.LABOUR_OFFICE_HEAD),
    SUBDISTRICT_LEADER(Roles.SUBDISTRICT_LEADER),
    DISTRICT_HR(Roles.DISTRICT_HR),
    TRADE_UNION(Roles.TRADE_UNION),
    GOVERNANCE_CENTRE(Roles.GOVERNANCE_CENTRE),
    POLICY_EDITOR(Roles.POLICY_EDITOR),
    POLICY_APPROVER(Roles.POLICY_APPROVER),
    CARE_STAFF(Roles.CARE_STAFF),
    ENTERPRISE(Roles.ENTERPRISE),
    AUDITOR(Roles.AUDITOR),
    ADMINISTRATOR(Roles.ADMINISTRATOR);

    private final String key;

    Role(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    public static Role of(String key) {
        return Arrays.stream(values())
                .filter(role -> role.key.equals(key))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "role-unknown",
                        "没有“" + key + "”这个角色。可用的角色：" + known(),
                        "There is no role \"" + key + "\". Use one of: " + known()));
    }

    static Set<Role> of(Collection<String> keys) {
        return keys.stream().map(Role::of).collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    /** Whether an account with this role can have no other: it would see what is not meant for it. */
    boolean standsAlone() {
        return this == CARE_STAFF || this == ENTERPRISE;
    }

    static Set<String> keys(Collection<Role> roles) {
        return roles.stream().map(Role::key).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String known() {
        return Arrays.stream(values()).map(Role::key).collect(Collectors.joining(", "));
    }
}
