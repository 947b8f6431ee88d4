package org.fengqiao.response.notification;

import java.net.URI;
import org.fengqiao.policy.Tier;

/**
 * One channel of a person.
 *
 * @param secret signs what is sent; null where the channel has none
 * @param leastTier from which tier on it is used
 */
record Destination(Via via, String address, String secret, Tier leastTier) {
    static final Destination INBOX = new Destination(Via.INBOX, "", null, Tier.GREY);

    /** The address without what is secret: a robot's key is in the query of its address. */
    String shown() {
        return switch (via) {
            case INBOX, EMAIL -> address;
            case WEB_HOOK, WECOM, DINGTALK -> {
                URI uri = URI.create(address);
                yield uri.getScheme() + "://" + uri.getAuthority() + (via == Via.WEB_HOOK ? uri.getPath() : "/…");
            }
        };
    }

    /** What fails together: one mail server, one host. */
    String road() {
        return via == Via.EMAIL ? "smtp" : URI.create(address).getAuthority();
    }

    /** Never prints what is secret. */
    @Override
    public String toString() {
        return via + " " + shown();
    }
}
