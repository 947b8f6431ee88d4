package org.fengqiao.demo.year;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.alerting.AlertState;
import org.fengqiao.demo.year.AlertPlays.Step;
import org.fengqiao.demo.year.DeskQueries.Standing;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;
import org.fengqiao.registry.post.PostStore;
import org.fengqiao.response.AlertActions;
import org.fengqiao.response.AlertActions.ContactMethod;
import org.fengqiao.response.AlertClosing;
import org.fengqiao.response.EnterpriseTaskService;
import org.fengqiao.response.EnterpriseTaskService.ReplyChannel;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.StepResult;

/** Takes the steps of an alert as whoever answers for it at that moment, and reviews what others close. */
@ApplicationScoped
class OfficerSteps {
    private static final List<PostKind> REVIEWERS =
            List.of(PostKind.LABOUR_OFFICE_HEAD, PostKind.MEDIATION_LEAD, PostKind.LABOUR_DUTY_OFFICER);
    private static final int REJECTED_PERCENT = 12;

    private final DeskQueries desk;
    private final PostStore posts;
    private final AlertActions actions;
    private final AlertClosing closing;
    private final EnterpriseTaskService tasks;
    private final DemoPapers papers;

    OfficerSteps(
            DeskQueries desk,
            PostStore posts,
            AlertActions actions,
            AlertClosing closing,
            EnterpriseTaskService tasks,
            DemoPapers papers) {
        this.desk = desk;
        this.posts = posts;
        this.actions = actions;
        this.closing = closing;
        this.tasks = tasks;
        this.papers = papers;
    }

    void take(Play play, UUID id, Step step, AlertOutcome verdict, AlertPlays plays, SplittableRandom random) {
        new Visit(play, id, plays, random).take(step, verdict);
    }

    /** One step of one alert. */
    private final class Visit {
        private final Play play;
        private final UUID id;
        private final AlertPlays plays;
        private final SplittableRandom random;
        private final Standing standing;
        private final String by;

        Visit(Play play, UUID id, AlertPlays plays, SplittableRandom random) {
            this.play = play;
            this.id = id;
            this.plays = plays;
            this.random = random;
            standing = desk.standing(id);
            by = answering(standing);
        }

        void take(Step step, AlertOutcome verdict) {
            if (standing.state().compareTo(AlertState.CLOSING) >= 0) return;
            switch (step) {
                case ACKNOWLEDGE -> actions.acknowledge(id, by, StepNote.NOTHING);
                case PHONE -> {
                    reach(AlertState.ACKNOWLEDGED);
                    actions.contact(id, by, ContactMethod.PHONE, note("PHONE"));
                }
                case VISIT -> {
                    reach(AlertState.ACKNOWLEDGED);
                    actions.contact(id, by, ContactMethod.ON_SITE, note("VISIT"));
                }
                case TASK -> {
                    if (standing.task())
                        tasks.reply(id, by, ReplyChannel.OFFICER, standing.tier() == Tier.RED, note("TASK"));
                }
                case PLAN -> {
                    reach(AlertState.CONTACTED);
                    actions.plan(id, by, note("PLAN"));
                }
                case NOTE -> actions.note(id, by, note("NOTE"));
                case MERGE -> {
                    if (standing.mergesInto() == null) return;
                    reach(AlertState.ACKNOWLEDGED);
                    close(AlertOutcome.MERGED, standing.mergesInto());
                }
                case CLOSE -> {
                    AlertOutcome outcome = standing.happened() ? AlertOutcome.HAPPENED : verdict;
                    boolean planned = outcome == AlertOutcome.AVERTED && standing.tier() != Tier.BLUE;
                    reach(planned ? AlertState.PLANNED : AlertState.CONTACTED);
                    close(outcome, null);
                }
            }
        }

        /** What has to come before, where it was forgotten or has lapsed. */
        private void reach(AlertState state) {
            if (isBefore(AlertState.ACKNOWLEDGED, state)) actions.acknowledge(id, by, StepNote.NOTHING);
            if (isBefore(AlertState.CONTACTED, state)) actions.contact(id, by, ContactMethod.PHONE, note("PHONE"));
            if (isBefore(AlertState.PLANNED, state)) actions.plan(id, by, note("PLAN"));
        }

        private boolean isBefore(AlertState step, AlertState state) {
            return standing.state().compareTo(step) < 0 && state.compareTo(step) >= 0;
        }

        private void close(AlertOutcome outcome, UUID into) {
            StepResult result = closing.close(id, by, outcome, into, withEvidence(note(outcome.name())));
            if (result.state() != AlertState.CLOSING) return;
            Duration wait = Duration.ofHours(4).plusMinutes(random.nextInt(4_000));
            long chance = random.nextLong();
            play.at(play.now().plus(wait), () -> review(outcome, into, new SplittableRandom(chance)));
        }

        private void review(AlertOutcome outcome, UUID into, SplittableRandom chance) {
            if (desk.standing(id).state() != AlertState.CLOSING) return;
            if (chance.nextInt(100) >= REJECTED_PERCENT) {
                closing.confirm(id, reviewer(), note("CONFIRM"));
                return;
            }
            closing.reject(id, reviewer(), note("REJECT"));
            play.at(play.now().plus(Duration.ofHours(20 + chance.nextInt(9))), () -> {
                if (desk.standing(id).state().compareTo(AlertState.CLOSING) < 0) close(outcome, into);
            });
        }

        private String reviewer() {
            PostDirectory directory = posts.directory();
            return REVIEWERS.stream()
                    .flatMap(kind -> directory.findNearest(kind, standing.areaPath(), play.now()).stream())
                    .flatMap(post -> post.username().stream())
                    .filter(username -> !username.equals(by))
                    .findFirst()
                    .orElseThrow();
        }

        private String answering(Standing alert) {
            PostDirectory directory = posts.directory();
            Optional<String> owner =
                    directory.assignmentOf(alert.owner(), play.now()).flatMap(PostAssignment::username);
            return owner.or(() ->
                            directory.dutyDesk(alert.areaPath(), play.now()).username())
                    .orElseThrow();
        }

        private StepNote note(String of) {
            return new StepNote(plays.note(standing.care() ? "CARE" : of, random), List.of());
        }

        private StepNote withEvidence(StepNote note) {
            if (standing.tier().compareTo(Tier.ORANGE) < 0) return note;
            UUID proof = papers.upload("付款凭证.pdf", "Demo: proof of payment, " + id, by, standing.areaPath());
            return new StepNote(note.note(), List.of(proof));
        }
    }
}
