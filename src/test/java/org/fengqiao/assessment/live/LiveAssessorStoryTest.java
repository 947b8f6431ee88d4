package org.fengqiao.assessment.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fengqiao.platform.Eventually.until;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.platform.MovableClock;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseReader;
import org.fengqiao.policy.publication.Publication;
import org.fengqiao.policy.publication.PublicationLog;
import org.fengqiao.policy.publication.Releases;
import org.fengqiao.registry.observation.EventIndicators;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database put the same release in place, also one that was announced for later. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = true)
class LiveAssessorStoryTest {
    @Inject
    LiveAssessor here;

    @Inject
    Releases releases;

    @Inject
    PublicationLog publications;

    @Inject
    EventIndicators events;

    @Inject
    ManagedExecutor executor;

    @Inject
    MovableClock clock;

    private final Release shipped = ReleaseReader.read(Path.of("rules/shenzhen-labour"));

    @Test
    void a_node_is_ready_once_its_release_is_compiled() {
        LiveAssessor there = new LiveAssessor(releases, publications, events, executor, clock, true);
        AssessorReadinessCheck ready = new AssessorReadinessCheck(there);
        assertThat(ready.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        there.get();
        assertThat(ready.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void every_node_follows_and_an_announced_release_becomes_live_by_itself() {
        LiveAssessor there = new LiveAssessor(releases, publications, events, executor, clock, true);
        there.start(null);
        try {
            followAndAnnounce(there);
        } finally {
            there.stop(null);
        }
    }

    private void followAndAnnounce(LiveAssessor there) {
        Assessor before = there.get();
        assertThat(before.release().id())
                .isEqualTo(shipped.id())
                .isEqualTo(here.get().release().id());

        Release second = withPoints("11");
        publish(second, clock.instant());
        assertThat(here.refresh().release().id()).isEqualTo(second.id());
        until("the other node follows", () -> there.get().release().id().equals(second.id()));
        assertThat(before.engine().fire(org.fengqiao.policy.Dimension.LABOUR, List.of()))
                .as("whoever began with the former release ends with it")
                .isEmpty();

        Release third = withPoints("12");
        Instant soon = clock.instant().plus(Duration.ofMinutes(10));
        publish(third, soon);
        clock.set(soon.minusMillis(1));
        assertThat(here.refresh().release().id()).isEqualTo(second.id());
        assertThat(there.refresh().release().id()).isEqualTo(second.id());
        clock.set(soon);
        until(
                "both have put the announced one in place",
                () -> there.get().release().id().equals(third.id())
                        && here.get().release().id().equals(third.id()));
        assertThat(releases.liveAt(soon.minusMillis(1)).id()).isEqualTo(second.id());
        assertThat(releases.liveAt(Instant.EPOCH).id()).isEqualTo(shipped.id());
    }

    @Test
    void what_fails_to_compile_leaves_the_live_release_where_it_is() {
        String live = here.get().release().id();
        SortedMap<String, byte[]> files = new TreeMap<>(shipped.files());
        String routes = new String(files.get("routes.csv"), StandardCharsets.UTF_8).replace("DISTRICT_HR", "NOBODY");
        files.put("routes.csv", routes.getBytes(StandardCharsets.UTF_8));
        Release broken = ReleaseReader.read(shipped.base(), files);
        assertThatThrownBy(() -> here.prepare(broken)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> here.switchTo(broken, "test")).isInstanceOf(ProblemException.class);
        assertThat(here.refresh().release().id()).isEqualTo(live);
    }

    private void publish(Release release, Instant from) {
        here.prepare(release);
        releases.keep(release, "test");
        publications.append(new Publication.NewPublication(
                Publication.PublicationKind.PUBLISHED,
                release.id(),
                from,
                List.of("a"),
                "b",
                from,
                "b",
                "test",
                Map.of(),
                null));
    }

    private Release withPoints(String points) {
        SortedMap<String, byte[]> files = new TreeMap<>(shipped.files());
        String wages = new String(files.get("tables/wag.csv"), StandardCharsets.UTF_8)
                .replace(",6,16,10,", ",6,16," + points + ",");
        files.put("tables/wag.csv", wages.getBytes(StandardCharsets.UTF_8));
        return ReleaseReader.read(shipped.base(), files);
    }

    @AfterEach
    void the_clock_goes_on() {
        clock.reset();
    }
}
