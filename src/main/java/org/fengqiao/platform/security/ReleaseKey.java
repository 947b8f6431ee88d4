package org.fengqiao.platform.security;

import java.nio.file.Path;

/**
 * The key publications of rules are sealed with. It lies outside the database, so that whoever can write there still
 * can't rewrite history unseen. Several nodes share one by FENGQIAO_RELEASE_KEY.
 */
public final class ReleaseKey {
    /** What has to hold it before the service starts. */
    public static final String PROPERTY = "fengqiao.release-key";

    private ReleaseKey() {}

    public static String readOrCreate(Path dataFolder) {
        return KeyFile.readOrCreate(dataFolder, "release");
    }
}
