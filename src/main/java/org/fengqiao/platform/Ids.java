package org.fengqiao.platform;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;

/** New ids: UUID version 7, so that rows created together lie together in an index. */
@ApplicationScoped
public class Ids {
    private volatile NoArgGenerator generator = Generators.timeBasedEpochGenerator();

    public UUID next() {
        return generator.generate();
    }

    /** The same ids each time for the same seed and the same moments, for a demonstration that can be repeated. */
    public void repeat(long seed, InstantSource clock) {
        generator = new TimeBasedEpochGenerator(new Random(seed), new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return clock.millis();
            }
        });
    }

    /** Ids that nobody can guess again. */
    public void reset() {
        generator = Generators.timeBasedEpochGenerator();
    }
}
