package org.fengqiao.registry.post;

import java.util.Arrays;
import java.util.Collection;
import org.fengqiao.platform.security.Role;

/** The kinds of post to which an alert can be assigned, each with the role its holder signs in with. */
public enum PostKind {
    LABOUR_OFFICE_HEAD(Role.LABOUR_OFFICE_HEAD),
    MEDIATION_LEAD(Role.MEDIATION_LEAD),
    LABOUR_DUTY_OFFICER(Role.LABOUR_OFFICER),
    INFORMATION_OFFICER(Role.INFORMATION_OFFICER),
    LABOUR_DUTY_DESK(Role.LABOUR_OFFICER),
    DISTRICT_HR(Role.DISTRICT_HR),
    SUBDISTRICT_LEADER(Role.SUBDISTRICT_LEADER),
    TRADE_UNION(Role.TRADE_UNION),
    GOVERNANCE_CENTRE(Role.GOVERNANCE_CENTRE),
    CARE_TEAM(Role.CARE_STAFF);

    private final Role role;

    PostKind(Role role) {
        this.role = role;
    }

    public Role role() {
        return role;
    }

    /**
     * Whether somebody with these roles can act for the post. A head may stand in for a duty officer, but nobody of the
     * labour side for a care team, nor the other way round.
     */
    public boolean canBeFilledWith(Collection<Role> roles) {
        if (this == CARE_TEAM) return roles.contains(role);
        return Arrays.stream(values())
                .filter(kind -> kind != CARE_TEAM)
                .map(PostKind::role)
                .anyMatch(roles::contains);
    }
}
