package org.fengqiao.inquiry.desk;

/** The parts of somebody's desk. Whoever holds no post has those of their whole area instead of their own. */
public enum DeskSection {
    /** A clock of mine ends soon or was missed. */
    ACT,
    MINE,
    COPIED,
    /** Somebody else asks to close it, which I may review. */
    CHECK,
    /** Nobody is notified of it for now. */
    HELD,
    CLOSED
}
