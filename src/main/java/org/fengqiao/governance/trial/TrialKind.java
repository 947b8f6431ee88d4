package org.fengqiao.governance.trial;

/** What a trial does with a draft. */
public enum TrialKind {
    IMPACT,
    BACKTEST
}
