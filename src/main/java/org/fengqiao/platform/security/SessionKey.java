package org.fengqiao.platform.security;

import java.nio.file.Path;

/**
 * The key sessions are encrypted with, kept so that people stay signed in over a restart. Several nodes share one by
 * FENGQIAO_SESSION_KEY.
 */
public final class SessionKey {
    /** What has to hold it before the service starts. */
    public static final String PROPERTY = "quarkus.http.auth.session.encryption-key";

    private SessionKey() {}

    public static String readOrCreate(Path dataFolder) {
        return KeyFile.readOrCreate(dataFolder, "session");
    }
}
