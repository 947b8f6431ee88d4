package org.fengqiao.policy;

/** Risk tiers from calm to grave; GREY means not enough fresh data and is never green by silence. */
public enum Tier {
    GREY,
    GREEN,
    BLUE,
    YELLOW,
    ORANGE,
    RED;

    /** GREY and GREEN call nobody. */
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
