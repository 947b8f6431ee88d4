package org.fengqiao.governance.check;

/** Loading it leaves a trace; the attacks try to. */
public final class ClassLoadCanary {
    static {
        System.setProperty("fengqiao.canary", "loaded");
    }
}
