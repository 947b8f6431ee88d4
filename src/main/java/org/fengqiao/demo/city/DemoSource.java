package org.fengqiao.demo.city;

/** A source of observations: its code and its kind of evidence, as named in the release's source-kinds.csv. */
enum DemoSource {
    HR("hr-supervision", "AUTHORITY"),
    INSPECTION("hr-inspection", "AUTHORITY"),
    HR_DECISION("hr-decisions", "OFFICIAL_DECISION"),
    COURT("court-decisions", "OFFICIAL_DECISION"),
    SOCIAL("social-insurance", "AUTHORITY"),
    POWER("power-supply", "AUTHORITY"),
    UTILITY("utilities", "AUTHORITY"),
    HOTLINE("hotline-12345", "AUTHORITY"),
    REGISTRY("market-registry", "AUTHORITY"),
    ARBITRATION("arbitration-court", "AUTHORITY"),
    CARE("care-survey", "AUTHORITY"),
    UNION("trade-union", "OFFICER_WITH_EVIDENCE"),
    PROPERTY("property-manager", "OFFICER_WITH_EVIDENCE"),
    SELF("enterprise-report", "ENTERPRISE"),
    OFFICER("", "OFFICER"),
    OFFICER_PROOF("", "OFFICER_WITH_EVIDENCE"),
    TIP("tip-line", "ANONYMOUS_TIP");

    private final String code;
    private final String kind;

    DemoSource(String code, String kind) {
        this.code = code;
        this.kind = kind;
    }

    /** An information officer reports under their own name, so that two of them are two sources. */
    String source(DemoEnterprise firm) {
        return code.isEmpty() ? PostWriter.officer(firm.grid()) : code;
    }

    String kind() {
        return kind;
    }

    boolean isDecision() {
        return kind.equals("OFFICIAL_DECISION");
    }
}
