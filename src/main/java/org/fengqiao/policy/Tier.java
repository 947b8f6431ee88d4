package org.fengqiao.policy;

/** Risk tiers from calm to severe; GREY means too little fresh data, for silence never means green. */
public enum Tier {
    GREY,
    GREEN,
    BLUE,
    YELLOW,
    ORANGE,
    RED;

    /** GREY and GREEN raise no alert. */
    public boolean alerts() {
        return compareTo(BLUE) >= 0;
    }

    public static Tier worse(Tier a, Tier b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    public static Tier milder(Tier a, Tier b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
