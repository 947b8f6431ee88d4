package org.fengqiao.platform.security;

import java.util.Set;

/**
 * What stands in {@code @RolesAllowed}: the roles of people (see {@link Role}) and the scopes of systems. A scope is
 * told from a role by its prefix, so that no account can be given one by mistake.
 */
public final class Roles {
    public static final String INFORMATION_OFFICER = "information-officer";
    /** Mediates the cases assigned to them, and sees no others. */
    public static final String MEDIATOR = "mediator";

    public static final String MEDIATION_LEAD = "mediation-lead";
    public static final String LABOUR_OFFICER = "labour-officer";
    public static final String LABOUR_OFFICE_HEAD = "labour-office-head";
    /** The leader in charge of a sub-district, to whom what its offices missed is escalated. */
    public static final String SUBDISTRICT_LEADER = "subdistrict-leader";

    public static final String DISTRICT_HR = "district-hr";
    public static final String TRADE_UNION = "trade-union";
    public static final String GOVERNANCE_CENTRE = "governance-centre";
    public static final String POLICY_EDITOR = "policy-editor";
    public static final String POLICY_APPROVER = "policy-approver";
    public static final String CARE_STAFF = "care-staff";
    /** An enterprise, which answers its own tasks and sees nothing else. */
    public static final String ENTERPRISE = "enterprise";

    public static final String AUDITOR = "auditor";
    public static final String ADMINISTRATOR = "administrator";

    public static final String OBSERVATIONS_WRITE = "scope:observations.write";
    public static final String ENTERPRISES_READ = "scope:enterprises.read";
    public static final String ASSESSMENTS_READ = "scope:assessments.read";
    public static final String METRICS_READ = "scope:metrics.read";
    public static final String CAP_READ = "scope:cap.read";

    /** Every scope an API key can have; a new one is added here. */
    public static final Set<String> SCOPES =
            Set.of(OBSERVATIONS_WRITE, ENTERPRISES_READ, ASSESSMENTS_READ, METRICS_READ, CAP_READ);

    private Roles() {}
}
