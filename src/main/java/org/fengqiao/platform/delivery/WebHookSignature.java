package org.fengqiao.platform.delivery;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.Instant;
import java.util.Base64;

/** Signs web hooks as Standard Webhooks specifies. */
public final class WebHookSignature {
    private static final int SHORTEST_KEY = 24;
    private static final int LONGEST_KEY = 64;

    private WebHookSignature() {}

    /** @param secret one that {@link #isSecret} accepts */
    public static String sign(String secret, String id, Instant at, String body) {
        try {
            return new Webhook(secret).sign(id, at.getEpochSecond(), body);
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Whether it is {@code whsec_} and a key of 24 to 64 bytes in Base64. */
    public static boolean isSecret(String text) {
        if (text == null || !text.startsWith(Webhook.SECRET_PREFIX)) return false;
        try {
            int bytes = Base64.getDecoder().decode(text.substring(Webhook.SECRET_PREFIX.length())).length;
            return bytes >= SHORTEST_KEY && bytes <= LONGEST_KEY;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
