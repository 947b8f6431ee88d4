package org.fengqiao.notification.channel;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.net.URI;
import java.util.Optional;
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
            case PHONE -> new PhoneNumber(address).redacted();
        };
    }

    private String origin() {
        URI uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    /** What fails as a whole: one mail server, one host. */
    public String endpoint() {
        return switch (type.address()) {
            case NONE -> "inbox";
            case MAIL -> "smtp";
            case PHONE -> type == ChannelType.SMS ? "sms-gateway" : "voice-gateway";
            case SIGNED_URL, GROUP_BOT_URL -> URI.create(address).getAuthority();
        };
    }

    /**
     * A telephone number as it is stored; empty for what none is, or none that the channel can use.
     *
     * @param type a channel with such addresses
     */
    public static Optional<String> storedPhone(ChannelType type, String text) {
        return PhoneNumber.parse(text)
                .filter(number -> type != ChannelType.SMS || number.takesMessages())
                .map(PhoneNumber::e164);
    }

    /** Of a channel with a telephone number: as gateways within the country expect it. */
    public String nationalPhone() {
        return new PhoneNumber(address).national();
    }

    /** Never prints what is secret. */
    @Override
    public String toString() {
        return type + " " + redactedAddress();
    }
}
