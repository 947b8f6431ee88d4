package org.fengqiao.response.request;

/** What one post asks of another about an alert. */
public enum RequestKind {
    /** To own the alert from now on. */
    TRANSFER,
    /** To help with it, by a certain moment (吹哨报到). */
    ASSISTANCE
}
