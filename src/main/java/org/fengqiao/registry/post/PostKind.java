package org.fengqiao.registry.post;

/** The kinds of post to which an alert can be assigned. */
public enum PostKind {
    LABOUR_OFFICE_HEAD,
    MEDIATION_LEAD,
    LABOUR_DUTY_OFFICER,
    INFORMATION_OFFICER,
    LABOUR_DUTY_DESK,
    DISTRICT_HR,
    SUBDISTRICT_LEADER,
    TRADE_UNION,
    GOVERNANCE_CENTRE,
    CARE_TEAM
}
