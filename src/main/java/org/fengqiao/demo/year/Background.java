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
import org.fengqiao.response.escalation.Escalation;

/** What runs by itself in a serving process: the scheduled jobs and the delivery of notices, at the moments that matter. */
@ApplicationScoped
class Background {
    /** Longer than a digest covers. */
    private static final Duration AFTER_NEWS = Duration.ofMinutes(65);

    private final List<ScheduledJob> jobs;
    private final Escalation escalation;
    private final NotificationDelivery delivery;
    private final DeskQueries desk;

    Background(@All List<ScheduledJob> jobs, Escalation escalation, NotificationDelivery delivery, DeskQueries desk) {
        this.jobs =
                jobs.stream().sorted(Comparator.comparing(ScheduledJob::name)).toList();
        this.escalation = escalation;
        this.delivery = delivery;
        this.desk = desk;
    }

    void join(Play play) {
        YearPlan plan = play.plan();
        for (int days = 7 * plan.weeks() - 1; days > 0; days--) {
            SplittableRandom random = plan.random("jobs", days);
            at(play, plan.before(days, 9).plus(Duration.ofMinutes(random.nextInt(20))));
        }
        play.onNews(() -> {
            if (desk.lastTierSince().filter(play.now()::equals).isPresent()) delivery.deliverDue(play.now());
        });
    }

    /** What news leads to a while later, such as the digest of a flood. */
    void afterNews(Play play) {
        at(play, play.now().plus(AFTER_NEWS));
    }

    /** A clock runs out at a moment, and its step is not taken. */
    void escalateAt(Play play, Instant at) {
        play.at(at, () -> {
            if (escalation.runDue(play.now()) > 0) delivery.deliverDue(play.now());
        });
    }

    /** Runs whatever is due at a moment. */
    private void at(Play play, Instant at) {
        play.at(at, () -> {
            for (ScheduledJob job : jobs) job.runDue(play.now());
            delivery.deliverDue(play.now());
        });
    }
}
