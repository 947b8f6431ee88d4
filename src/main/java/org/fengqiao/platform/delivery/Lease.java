package org.fengqiao.platform.delivery;

import java.util.UUID;

/**
 * A claim on a row that waits to be delivered. Each claim raises the row's counter {@code attempts}: whoever holds an
 * older one has lost the row and writes nothing any more.
 *
 * @param attempt which claim of the row this is
 */
public record Lease(UUID id, int attempt) {
    /** The condition of an update by the holder, with {@code id} and {@code attempt} as its parameters. */
    public static final String IS_HELD = "id = ? and attempts = ?";

    /** Whether it is still the latest claim of a row that has been claimed so often. */
    public boolean isHeld(int attempts) {
        return attempt == attempts;
    }
}
