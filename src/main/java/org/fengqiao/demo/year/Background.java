package org.fengqiao.demo.year;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.fengqiao.notification.NotificationDelivery;
import org.fengqiao.platform.ScheduledJob;

/** What runs by itself in a serving process: the scheduled jobs and the delivery of notices, at the moments that matter. */
@ApplicationScoped
class Background {
    /** Longer than a digest covers. */
    private static final Duration AFTER_NEWS = Duration.ofMinutes(65);

    private final List<ScheduledJob> jobs;
    private final NotificationDelivery delivery;

    Background(@All List<ScheduledJob> jobs, NotificationDelivery delivery) {
        this.jobs =
                jobs.stream().sorted(Comparator.comparing(ScheduledJob::name)).toList();
        this.delivery = delivery;
    }

    void join(Play play) {
        YearPlan plan = play.plan();
        for (int days = 7 * plan.weeks() - 1; days > 0; days--) {
            SplittableRandom random = plan.random("jobs", days);
            at(play, plan.before(days, 9).plus(Duration.ofMinutes(random.nextInt(20))));
        }
        play.onNews(() -> delivery.deliverDue(play.now()));
    }

    /** What news leads to a while later, such as the digest of a flood. */
    void afterNews(Play play) {
        at(play, play.now().plus(AFTER_NEWS));
    }

    /** Runs whatever is due at a moment. */
    void at(Play play, Instant at) {
        play.at(at, () -> {
            for (ScheduledJob job : jobs) job.runDue(play.now());
            delivery.deliverDue(play.now());
        });
    }
}
