package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlertClocks;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.alerting.AlertScope;
import org.fengqiao.alerting.AlertState;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Masking;
import org.fengqiao.registry.enterprise.EnterpriseAffiliations;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostStore;

/** What people do with an alert: each step with its event, clocks and notices in one transaction, the same step once. */
@ApplicationScoped
public class AlertActions {
    private final DataSource database;
    private final AlertRepository store;
    private final EnterpriseTaskService tasks;
    private final AlertClocks clocks;
    private final Outbox outbox;
    private final PostStore posts;
    private final EnterpriseAffiliations affiliations;
    private final InstantSource clock;
    private final ReporterFeedback feedback;
    private final StepMetrics metrics;

    AlertActions(
            DataSource database,
            AlertRepository store,
            EnterpriseTaskService tasks,
            AlertClocks clocks,
            Outbox outbox,
            PostStore posts,
            EnterpriseAffiliations affiliations,
            InstantSource clock,
            ReporterFeedback feedback,
            StepMetrics metrics) {
        this.database = database;
        this.store = store;
        this.tasks = tasks;
        this.clocks = clocks;
        this.outbox = outbox;
        this.posts = posts;
        this.affiliations = affiliations;
        this.clock = clock;
        this.feedback = feedback;
        this.metrics = metrics;
    }

    /** How somebody got into contact with the enterprise. */
    public enum ContactMethod {
        PHONE,
        ON_SITE
    }

    /**
     * What somebody says about a step.
     *
     * @param note null for none; numbers that name a person are masked
     * @param attachment SHA-256 of a file, or null
     */
    public record StepNote(String note, String attachment) {
        public static final StepNote NOTHING = new StepNote(null, null);
        private static final int LONGEST = 2_000;

        public StepNote {
            note = note == null || note.isBlank() ? null : Masking.mask(note.strip());
            attachment = attachment == null || attachment.isBlank() ? null : attachment.strip();
            if (note != null && note.length() > LONGEST) {
                throw ProblemException.invalid(
                        "note-too-long", "说明最多2000字，请缩短", "A note has 2,000 characters at most; shorten it");
            }
            if (attachment != null && !attachment.matches("[0-9a-f]{64}")) {
                throw ProblemException.invalid(
                        "attachment-malformed",
                        "附件须写文件的SHA-256（64位小写十六进制），例如 sha256sum 的结果",
                        "An attachment is the SHA-256 of its file, 64 lower-case hexadecimal digits as sha256sum gives it");
            }
        }

        /** Whether somebody said the very same before. */
        boolean matches(AlertHistoryEntry entry, String by, String detail) {
            return entry(entry.alert(), entry.event(), detail, by).equals(entry);
        }

        AlertHistoryEntry entry(UUID alert, AlertEvent event, String detail, String by) {
            BilingualText text = note == null ? null : new BilingualText(note, note);
            return new AlertHistoryEntry(alert, event, detail, by, text, attachment);
        }

        StepNote withNote() {
            if (note != null) return this;
            throw ProblemException.invalid("note-missing", "请写明做了什么、看到什么", "Say what was done or seen in \"note\"");
        }

        StepNote withAttachment() {
            if (attachment != null) return this;
            throw ProblemException.invalid(
                    "evidence-missing",
                    "红色和橙色预警关闭须附证据（attachment：文件的SHA-256），如工资发放凭证、现场照片",
                    "To close at RED or ORANGE give evidence in \"attachment\": the SHA-256 of a proof of payment, a photo");
        }
    }

    /** @param changed false when it was so already, and nothing was written */
    public record StepResult(UUID alert, String state, boolean changed, BilingualText said) {
        private static final BilingualText MADE = new BilingualText("已登记。", "Recorded.");
        private static final BilingualText AS_IT_WAS =
                new BilingualText("此前已经登记，没有改变。", "It was so already; nothing was changed.");

        static StepResult of(UUID alert, String state, boolean changed) {
            return new StepResult(alert, state, changed, changed ? MADE : AS_IT_WAS);
        }
    }

    /** What a step does to an alert that is locked. */
    private interface Transition {
        Optional<AlertEvent> on(Connection connection, Alert life, AlertScope place, Instant at) throws SQLException;
    }

    /** What decides who may work on an alert; refuses one that there is not. */
    public AlertScope placeOf(UUID alert) {
        return Transactions.inTransaction(database, connection -> store.place(connection, alert));
    }

    public StepResult acknowledge(UUID alert, String by, StepNote said) {
        return step(alert, by, said, "", Set.of(), (connection, life, place, at) -> life.acknowledge(by, at));
    }

    public StepResult contact(UUID alert, String by, ContactMethod how, StepNote said) {
        return step(
                alert,
                by,
                said.withNote(),
                how.name(),
                EnumSet.of(AlertEvent.CONTACTED),
                (connection, life, place, at) -> life.contact(at));
    }

    public StepResult plan(UUID alert, String by, StepNote said) {
        return step(
                alert,
                by,
                said.withNote(),
                "",
                EnumSet.of(AlertEvent.PLANNED),
                (connection, life, place, at) -> life.plan(at));
    }

    /** Says something without going on. */
    public StepResult note(UUID alert, String by, StepNote said) {
        return step(
                alert,
                by,
                said.withNote(),
                "",
                EnumSet.of(AlertEvent.NOTED),
                (connection, life, place, at) -> Optional.of(AlertEvent.NOTED));
    }

    /** @param into the alert that speaks for this one from now on; given with MERGED and not otherwise */
    public StepResult close(UUID alert, String by, AlertOutcome how, UUID into, StepNote said) {
        if ((how == AlertOutcome.MERGED) != (into != null)) {
            throw ProblemException.invalid(
                    "merged-into-what",
                    "合并（MERGED）须在 into 写明并入哪条预警；其他结果不写",
                    "MERGED names in \"into\" the alert that it goes into; the other outcomes name none");
        }
        String detail = into == null ? how.name() : how + " → " + into;
        return step(alert, by, said.withNote(), detail, Set.of(), (connection, life, place, at) -> {
            requireIndependent(connection, by, place, at);
            if (into != null) requireMergeable(connection, alert, into, place);
            else if (life.needsReview()) said.withAttachment();
            Optional<AlertEvent> made = life.close(how, into, by, at);
            if (made.equals(Optional.of(AlertEvent.CLOSE_REQUESTED))) requestReview(connection, life, place, by, at);
            return made;
        });
    }

    /** Whoever checks agrees: it is closed. */
    public StepResult confirmClosing(UUID alert, String by, StepNote said) {
        return step(alert, by, said, "CHECKED", Set.of(), (connection, life, place, at) -> {
            requireIndependent(connection, by, place, at);
            return life.confirmClosing(by, at);
        });
    }

    public StepResult rejectClosing(UUID alert, String by, StepNote said) {
        return step(
                alert,
                by,
                said.withNote(),
                "",
                EnumSet.of(AlertEvent.CLOSE_REJECTED),
                (connection, life, place, at) -> {
                    requireIndependent(connection, by, place, at);
                    return life.rejectClosing();
                });
    }

    /** @param repeated events of which the very same one twice in a row is one that was sent again */
    private StepResult step(
            UUID alert, String by, StepNote said, String detail, Set<AlertEvent> repeated, Transition move) {
        return Transactions.inTransaction(database, connection -> {
            Instant at = clock.instant();
            AlertRepository.LockedAlert locked = store.lock(connection, alert);
            Alert life = locked.life();
            boolean again = store.lastEvent(connection, alert)
                    .filter(last -> repeated.contains(last.event()) && said.matches(last, by, detail))
                    .isPresent();
            Optional<AlertEvent> made = again ? Optional.empty() : move.on(connection, life, locked.place(), at);
            if (made.isEmpty()) return StepResult.of(alert, life.state.name(), false);
            AlertEvent event = made.get();
            store.save(connection, life);
            AlertHistory.append(connection, List.of(said.entry(alert, event, detail, by)), at);
            clocks(connection, alert, event, at);
            if (event == AlertEvent.CLOSED) feedback.notifyReporters(connection, life, locked.place(), at);
            metrics.record(life, locked.place(), locked.basis(), event, at);
            return StepResult.of(alert, life.state.name(), true);
        });
    }

    private void clocks(Connection connection, UUID alert, AlertEvent event, Instant at) throws SQLException {
        switch (event) {
            case ACKNOWLEDGED -> clocks.meet(connection, alert, "ack", at);
            case CONTACTED -> clocks.meet(connection, alert, "contact", at);
            case PLANNED -> clocks.meet(connection, alert, "plan", at);
            case CLOSED -> {
                clocks.meet(connection, alert, "close", at);
                clocks.stop(connection, alert, at);
                tasks.withdraw(connection, alert, at);
            }
            default -> {}
        }
    }

    /** Who belongs to the enterprise ends nothing about it. */
    private void requireIndependent(Connection connection, String by, AlertScope place, Instant at)
            throws SQLException {
        if (affiliations.isAffiliated(by, place.enterprise(), at)) {
            throw ProblemException.forbidden(
                    "employed-there",
                    "您受雇于这家企业，不能关闭或复核它的预警；请交给该辖区的另一位经办人",
                    "You are employed by this enterprise, so you can neither close its alerts nor check that; ask another"
                            + " officer of the area");
        }
    }

    private void requireMergeable(Connection connection, UUID alert, UUID into, AlertScope place) throws SQLException {
        if (!alert.equals(into)) {
            AlertRepository.LockedAlert lead = store.lock(connection, into);
            boolean open = lead.life().state != AlertState.CLOSED;
            if (open && lead.place().dimension() == place.dimension()) return;
        }
        throw ProblemException.invalid(
                "lead-unfit",
                "预警 " + into + " 不能接收：须是同一维度、尚未关闭的另一条预警",
                "Alert " + into + " can't take it: name another open alert of the same dimension");
    }

    private void requestReview(Connection connection, Alert life, AlertScope place, String closer, Instant at)
            throws SQLException {
        Set<String> belonging = affiliations.affiliatedUsers(place.enterprise(), at);
        PostAssignment checker = ClosingReviewer.of(
                posts.directory(connection),
                place.areaPath(),
                who -> who.equals(closer) || belonging.contains(who),
                at);
        BilingualText why = new BilingualText(
                "一条" + life.tier + "预警提出以" + life.outcome + "关闭，须由另一人复核："
                        + checker.name().zh(),
                "somebody asks to close an alert at " + life.tier + " as " + life.outcome
                        + "; it needs a second person's check: "
                        + checker.name().en());
        outbox.put(
                connection,
                List.of(new Notice(
                        Notice.Kind.CHECK_WANTED, life.id, checker.postId(), checker.username(), life.tier, why)),
                at);
    }
}
