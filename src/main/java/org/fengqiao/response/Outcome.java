package org.fengqiao.response;

/** How an alert ended, which is what the rules learn from. */
public enum Outcome {
    AVERTED,
    HAPPENED,
    FALSE_ALARM,
    /** Another alert speaks for it. */
    MERGED
}
