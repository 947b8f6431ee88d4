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
        return switch (type.address()) {
            case NONE, MAIL -> address;
            case SIGNED_URL -> origin() + URI.create(address).getPath();
            case GROUP_BOT_URL -> origin() + "/…";
        };
    }

    private String origin() {
        URI uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    /** What fails as a whole: one mail server, one host. */
    public String endpoint() {
        return type.address() == ChannelType.AddressKind.MAIL
                ? "smtp"
                : URI.create(address).getAuthority();
    }

    /** Never prints what is secret. */
    @Override
    public String toString() {
        return type + " " + redactedAddress();
    }
}
