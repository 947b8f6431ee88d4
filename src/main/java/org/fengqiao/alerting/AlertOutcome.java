package org.fengqiao.alerting;

/** How an alert ended, which is what the rules learn from. */
public enum AlertOutcome {
    AVERTED,
    HAPPENED,
    FALSE_ALARM,
    /** Another alert speaks for it. */
    MERGED
}
