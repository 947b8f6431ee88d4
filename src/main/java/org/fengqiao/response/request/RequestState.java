package org.fengqiao.response.request;

/** What became of a request. */
public enum RequestState {
    OPEN,
    /** The asked post owns the alert now. */
    ACCEPTED,
    /** The asked post does not take the alert, and said why. */
    RETURNED,
    /** The asked post said what it did. */
    ANSWERED,
    WITHDRAWN,
    /** The alert was closed or got another owner before anybody answered. */
    LAPSED
}
