package org.fengqiao.demo.year;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.fengqiao.demo.year.AlertPlays.AlertPlay;
import org.fengqiao.demo.year.AlertPlays.Step;
import org.fengqiao.demo.year.AlertPlays.TimedStep;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.inquiry.alert.AlertFilter;
import org.fengqiao.inquiry.alert.AlertQueries;
import org.fengqiao.inquiry.alert.AlertSummary;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** Those who answer for alerts: they look what is new after each news, and decide when they will do what about it. */
@ApplicationScoped
class Officers {
    private static final int PAGE = 500;
    private static final int ESCALATIONS = 4;
    private static final Duration SHORTEST = Duration.ofMinutes(4);

    private final AlertQueries alerts;
    private final DeskQueries desk;
    private final OfficerSteps steps;
    private final WorkingCalendars calendars;
    private final Background background;

    Officers(
            AlertQueries alerts,
            DeskQueries desk,
            OfficerSteps steps,
            WorkingCalendars calendars,
            Background background) {
        this.alerts = alerts;
        this.desk = desk;
        this.steps = steps;
        this.calendars = calendars;
        this.background = background;
    }

    void join(Play play) {
        OpenAlerts open = new OpenAlerts(play);
        play.onNews(open::look);
    }

    /** All open alerts, and since when their handling is planned: another tier or a reopening begins it anew. */
    private final class OpenAlerts {
        private final Play play;
        private final AlertPlays plays = new AlertPlays();
        private final Map<UUID, Instant> planned = new HashMap<>();
        private WorkingCalendar calendar;
        private Instant looked = Instant.MIN;

        OpenAlerts(Play play) {
            this.play = play;
        }

        void look() {
            Instant last = desk.lastTierSince().orElse(Instant.MIN);
            if (!last.isAfter(looked)) return;
            looked = last;
            calendar = calendars.current();
            for (Dimension dimension : List.of(Dimension.LABOUR, Dimension.CARE)) {
                AlertFilter open = new AlertFilter(dimension, List.of(), null, null, null, null);
                String cursor = null;
                do {
                    CursorPage<AlertSummary> page = alerts.list(open, cursor, PAGE);
                    page.items().forEach(this::planIfNew);
                    cursor = page.next();
                } while (cursor != null);
            }
        }

        /** An alert of which nobody was told has no clocks: it waits, or is merged into the one that leads its group. */
        private void planIfNew(AlertSummary alert) {
            if (alert.tierSince().equals(planned.get(alert.id()))) return;
            boolean told = !alert.clocks().isEmpty();
            if (!told && desk.standing(alert.id()).mergesInto() == null) return;
            planned.put(alert.id(), alert.tierSince());
            SplittableRandom random =
                    play.plan().random(alert.enterpriseId(), alert.tierSince().toEpochMilli());
            plan(alert, told ? plays.pick(alert.tier(), random) : plays.ofGroup(), random);
        }

        private void plan(AlertSummary alert, AlertPlay way, SplittableRandom random) {
            Instant before = play.now();
            for (TimedStep step : way.steps()) {
                Optional<Span> span = span(alert, step);
                if (span.isEmpty()) continue;
                double share = step.share(random);
                Instant at = time(alert.tier(), span.get().at(share), random);
                if (at.isBefore(before.plus(SHORTEST)))
                    at = before.plus(SHORTEST).plusSeconds(random.nextInt(600));
                before = at;
                if (share > 1 && !step.clock().equals(AlertPlays.DAYS)) escalate(span.get(), at);
                take(alert, way, step.step(), at, random.nextLong());
            }
        }

        /** Of grave alerts at any hour, else in working hours. */
        private Instant time(Tier tier, Instant at, SplittableRandom random) {
            if (tier.compareTo(Tier.ORANGE) >= 0) return at;
            return calendar.plusWorkingTime(at, Duration.ofMinutes(2 + random.nextInt(25)));
        }

        private void take(AlertSummary alert, AlertPlay way, Step step, Instant at, long chance) {
            play.at(at, () -> {
                if (!alert.tierSince().equals(planned.get(alert.id()))) return;
                steps.take(play, alert.id(), step, way.verdict(), plays, new SplittableRandom(chance));
            });
        }

        /** While a step is late the alert climbs, as soon as the jobs run. */
        private void escalate(Span span, Instant doneAt) {
            Instant due = span.due();
            for (int i = 0; i < ESCALATIONS && due.isBefore(doneAt); i++) {
                background.escalateAt(play, due.plusSeconds(40));
                due = due.plus(span.time());
            }
        }
    }

    /** The time in which a step is to be taken. */
    private record Span(Instant from, Instant due) {
        Duration time() {
            return Duration.between(from, due);
        }

        Instant at(double share) {
            return from.plusSeconds((long) (share * time().toSeconds()));
        }
    }

    /** That of its clock; where the route gives a plan no time, it is made with the first contact. */
    private static Optional<Span> span(AlertSummary alert, TimedStep step) {
        if (step.clock().equals(AlertPlays.DAYS))
            return Optional.of(new Span(alert.tierSince(), alert.tierSince().plus(Duration.ofDays(1))));
        boolean plansAnyway = step.step() == Step.PLAN && alert.tier() != Tier.BLUE;
        Optional<Span> own = span(alert, step.clock());
        return own.isPresent() || !plansAnyway ? own : span(alert, "contact");
    }

    private static Optional<Span> span(AlertSummary alert, String step) {
        return alert.clocks().stream()
                .filter(clock -> clock.step().equals(step) && clock.dueAt() != null)
                .map(clock -> new Span(clock.startedAt(), clock.dueAt()))
                .findFirst();
    }
}
