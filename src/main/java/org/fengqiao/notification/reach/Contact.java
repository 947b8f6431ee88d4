package org.fengqiao.notification.reach;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.fengqiao.platform.security.Role;
import org.fengqiao.registry.post.PostKind;

/**
 * What is known of a person who has to be told: pure.
 *
 * @param name as people call them; the user name of whoever has no account
 * @param known whether they have an account that is open, or sign in at an identity provider
 * @param areaPath what their account covers; null without one
 * @param lastSeen when they last signed in, or their account was opened; null for never
 * @param channels how many channels they have that the installation can use
 * @param broken how many of these fail
 */
record Contact(
        String username,
        String name,
        boolean known,
        Set<Role> roles,
        String areaPath,
        Instant lastSeen,
        int channels,
        int broken) {
    static Contact unknown(String username) {
        return new Contact(username, username, false, Set.of(), null, null, 0, 0);
    }

    /** For whoever has to look the account up. */
    String label() {
        return name.equals(username) ? username : name + " · " + username;
    }

    /** What keeps this person from being told and from acting for a post. */
    Optional<Obstacle> obstacle(PostKind kind, String postPath, Instant at, Duration awayLimit) {
        if (known && (!kind.canBeFilledWith(roles) || areaPath == null || !postPath.startsWith(areaPath)))
            return Optional.of(Obstacle.CANNOT_ACT);
        return obstacle(at, awayLimit);
    }

    /** The same of a person who is told as a person, whatever posts they hold. */
    Optional<Obstacle> obstacle(Instant at, Duration awayLimit) {
        if (!known) return Optional.of(Obstacle.NO_ACCOUNT);
        boolean readsInbox = lastSeen != null && !lastSeen.plus(awayLimit).isBefore(at);
        if (channels == 0) return readsInbox ? Optional.empty() : Optional.of(Obstacle.UNSEEN);
        return broken < channels ? Optional.empty() : Optional.of(Obstacle.NO_WORKING_CHANNEL);
    }
}
