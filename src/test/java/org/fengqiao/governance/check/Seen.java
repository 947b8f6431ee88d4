package org.fengqiao.governance.check;

/** Loading it leaves a trace; the attacks try to. */
public final class Seen {
    static {
        System.setProperty("fengqiao.canary", "loaded");
    }
}
