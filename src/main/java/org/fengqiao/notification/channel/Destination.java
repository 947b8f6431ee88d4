package org.fengqiao.notification.channel;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.net.URI;
import org.fengqiao.policy.Tier;

/**
 * One channel of a person.
 *
 * @param secret signs what is sent; null where the channel has none
 * @param leastTier from which tier on it is used
 */
@Embeddable
public record Destination(
        @Enumerated(EnumType.STRING) ChannelType type,
        String address,
        String secret,
        @Enumerated(EnumType.STRING) Tier leastTier) {
    public static final Destination INBOX = new Destination(ChannelType.INBOX, "", null, Tier.GREY);

    /** The address without what is secret: a group bot's key is in the query of its address. */
    public String redactedAddress() {
        return switch (type) {
            case INBOX, EMAIL -> address;
            case WEB_HOOK, WECOM, DINGTALK -> {
                URI uri = URI.create(address);
                yield uri.getScheme() + "://" + uri.getAuthority()
                        + (type == ChannelType.WEB_HOOK ? uri.getPath() : "/…");
            }
        };
    }

    /** What fails as a whole: one mail server, one host. */
    public String endpoint() {
        return type == ChannelType.EMAIL ? "smtp" : URI.create(address).getAuthority();
    }

    /** Never prints what is secret. */
    @Override
    public String toString() {
        return type + " " + redactedAddress();
    }
}
