package org.fengqiao.response.dispute;

/** How far a doubt about a fact is. */
public enum DisputeState {
    OPEN,
    CONFIRMED,
    CORRECTED
}
