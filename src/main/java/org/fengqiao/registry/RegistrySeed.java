package org.fengqiao.registry;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Objects;
import org.fengqiao.platform.Time;
import org.fengqiao.registry.area.Area;
import org.fengqiao.registry.area.AreaStore;
import org.fengqiao.registry.post.PostStore;

/** Fills an empty registry with the city's areas and the duty desk that receives what nobody else can. */
@Singleton
public class RegistrySeed {
    private final AreaStore areas;
    private final PostStore posts;
    private final InstantSource clock;

    public RegistrySeed(AreaStore areas, PostStore posts, InstantSource clock) {
        this.areas = areas;
        this.posts = posts;
        this.clock = clock;
    }

    void atStart(@Observes StartupEvent event) {
        seed();
    }

    /** Does nothing if there are areas already. */
    public void seed() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Time.CITY);
        if (areas.validOn(today).find(Area.ROOT).isPresent()) {
            return;
        }
        try (InputStream areaList = resource("areas.csv");
                InputStream postList = resource("posts.csv")) {
            areas.importCsv(areaList);
            posts.importCsv(postList, today);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(RegistrySeed.class.getResourceAsStream("/registry/" + name), name);
    }
}
