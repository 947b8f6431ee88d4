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
import org.fengqiao.alerting.Notice;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Text;
import org.fengqiao.registry.Holder;
import org.fengqiao.registry.Masking;
import org.fengqiao.registry.PostStore;
import org.fengqiao.registry.Ties;
import org.fengqiao.registry.Transactions;
import org.fengqiao.response.AlertLife.Event;
import org.fengqiao.response.notification.Outbox;

/** What people do with an alert: each step with its event, clocks and notices in one transaction, the same step once. */
@ApplicationScoped
public class AlertActions {
    private final DataSource database;
    private final LifeStore store;
    private final EnterpriseTasks tasks;
    private final Clocks clocks;
    private final Outbox outbox;
    private final PostStore posts;
    private final Ties ties;
    private final InstantSource clock;
    private final Feedback feedback;
    private final StepMetrics metrics;

    AlertActions(
            DataSource database,
            LifeStore store,
            EnterpriseTasks tasks,
            Clocks clocks,
            Outbox outbox,
            PostStore posts,
            Ties ties,
            InstantSource clock,
            Feedback feedback,
            StepMetrics metrics) {
        this.database = database;
        this.store = store;
        this.tasks = tasks;
        this.clocks = clocks;
        this.outbox = outbox;
        this.posts = posts;
        this.ties = ties;
        this.clock = clock;
        this.feedback = feedback;
        this.metrics = metrics;
    }

    /** How somebody got into contact with the enterprise. */
    public enum Contact {
        PHONE,
        ON_SITE
    }

    /**
     * What somebody says about a step.
     *
     * @param note null for none; numbers that name a person are masked
     * @param attachment SHA-256 of a file, or null
     */
    public record Said(String note, String attachment) {
        public static final Said NOTHING = new Said(null, null);
        private static final int LONGEST = 2_000;

        public Said {
            note = note == null || note.isBlank() ? null : Masking.mask(note.strip());
            attachment = attachment == null || attachment.isBlank() ? null : attachment.strip();
            if (note != null && note.length() > LONGEST) {
                throw Failure.invalid(
                        "note-too-long", "说明最多2000字，请缩短", "A note has 2,000 characters at most; shorten it");
            }
            if (attachment != null && !attachment.matches("[0-9a-f]{64}")) {
                throw Failure.invalid(
                        "attachment-malformed",
                        "附件须写文件的SHA-256（64位小写十六进制），例如 sha256sum 的结果",
                        "An attachment is the SHA-256 of its file, 64 lower-case hexadecimal digits as sha256sum gives it");
            }
        }

        Said withNote() {
            if (note != null) return this;
            throw Failure.invalid("note-missing", "请写明做了什么、看到什么", "Say what was done or seen in \"note\"");
        }

        Said withAttachment() {
            if (attachment != null) return this;
            throw Failure.invalid(
                    "evidence-missing",
                    "红色和橙色预警关闭须附证据（attachment：文件的SHA-256），如工资发放凭证、现场照片",
                    "To close at RED or ORANGE give evidence in \"attachment\": the SHA-256 of a proof of payment, a photo");
        }
    }

    /** @param changed false when it was so already, and nothing was written */
    public record Done(UUID alert, String state, boolean changed, Text said) {
        private static final Text MADE = new Text("已登记。", "Recorded.");
        private static final Text AS_IT_WAS = new Text("此前已经登记，没有改变。", "It was so already; nothing was changed.");

        static Done of(UUID alert, String state, boolean changed) {
            return new Done(alert, state, changed, changed ? MADE : AS_IT_WAS);
        }
    }

    /** What a step does to an alert that is locked. */
    private interface Move {
        Optional<Event> on(Connection connection, AlertLife life, AlertPlace place, Instant at) throws SQLException;
    }

    /** What decides who may work on an alert; refuses one that there is not. */
    public AlertPlace placeOf(UUID alert) {
        return Transactions.inTransaction(database, connection -> store.place(connection, alert));
    }

    public Done acknowledge(UUID alert, String by, Said said) {
        return step(alert, by, said, "", Set.of(), (connection, life, place, at) -> life.acknowledge(by, at));
    }

    public Done contact(UUID alert, String by, Contact how, Said said) {
        return step(
                alert,
                by,
                said.withNote(),
                how.name(),
                EnumSet.of(Event.CONTACTED),
                (connection, life, place, at) -> life.contact(at));
    }

    public Done plan(UUID alert, String by, Said said) {
        return step(
                alert,
                by,
                said.withNote(),
                "",
                EnumSet.of(Event.PLANNED),
                (connection, life, place, at) -> life.plan(at));
    }

    /** Says something without going on. */
    public Done note(UUID alert, String by, Said said) {
        return step(
                alert,
                by,
                said.withNote(),
                "",
                EnumSet.of(Event.NOTED),
                (connection, life, place, at) -> Optional.of(Event.NOTED));
    }

    /** @param into the alert that speaks for this one from now on; given with MERGED and not otherwise */
    public Done close(UUID alert, String by, Outcome how, UUID into, Said said) {
        if ((how == Outcome.MERGED) != (into != null)) {
            throw Failure.invalid(
                    "merged-into-what",
                    "合并（MERGED）须在 into 写明并入哪条预警；其他结果不写",
                    "MERGED names in \"into\" the alert that it goes into; the other outcomes name none");
        }
        String detail = into == null ? how.name() : how + " → " + into;
        return step(alert, by, said.withNote(), detail, Set.of(), (connection, life, place, at) -> {
            independent(connection, by, place, at);
            if (into != null) lead(connection, alert, into, place);
            else if (life.needsCheck()) said.withAttachment();
            Optional<Event> made = life.close(how, into, by, at);
            if (made.equals(Optional.of(Event.CLOSE_WANTED))) askSecond(connection, life, place, by, at);
            return made;
        });
    }

    /** Whoever checks agrees: it is closed. */
    public Done confirm(UUID alert, String by, Said said) {
        return step(alert, by, said, "CHECKED", Set.of(), (connection, life, place, at) -> {
            independent(connection, by, place, at);
            return life.confirm(by, at);
        });
    }

    public Done giveBack(UUID alert, String by, Said said) {
        return step(alert, by, said.withNote(), "", EnumSet.of(Event.CHECK_RETURNED), (connection, life, place, at) -> {
            independent(connection, by, place, at);
            return life.giveBack();
        });
    }

    /** @param repeated events of which the very same one twice in a row is one that was sent again */
    private Done step(UUID alert, String by, Said said, String detail, Set<Event> repeated, Move move) {
        return Transactions.inTransaction(database, connection -> {
            Instant at = clock.instant();
            LifeStore.Locked locked = store.lock(connection, alert);
            AlertLife life = locked.life();
            Optional<LifeStore.Entry> last = store.lastEvent(connection, alert);
            boolean again = last.isPresent()
                    && repeated.stream()
                            .anyMatch(event -> event.name().equals(last.get().event()))
                    && last.get().isBy(by, said, detail);
            Optional<Event> made = again ? Optional.empty() : move.on(connection, life, locked.place(), at);
            if (made.isEmpty()) return Done.of(alert, life.state.name(), false);
            Event event = made.get();
            store.save(connection, life);
            store.event(
                    connection,
                    alert,
                    at,
                    new LifeStore.Entry(event.name(), by, detail, said.note(), said.note(), said.attachment()));
            clocks(connection, alert, event, at);
            if (event == Event.CLOSED) feedback.tell(connection, life, locked.place(), at);
            metrics.made(life, locked.place(), locked.basis(), event, at);
            return Done.of(alert, life.state.name(), true);
        });
    }

    private void clocks(Connection connection, UUID alert, Event event, Instant at) throws SQLException {
        switch (event) {
            case ACKNOWLEDGED -> clocks.meet(connection, alert, "ack", at);
            case CONTACTED -> clocks.meet(connection, alert, "contact", at);
            case PLANNED -> clocks.meet(connection, alert, "plan", at);
            case CLOSED -> {
                clocks.meet(connection, alert, "close", at);
                clocks.stop(connection, alert, at);
                tasks.withdraw(connection, alert, at);
            }
            case CLOSE_WANTED, CHECK_RETURNED, NOTED -> {}
        }
    }

    /** Who belongs to the enterprise ends nothing about it. */
    private void independent(Connection connection, String by, AlertPlace place, Instant at) throws SQLException {
        if (ties.belongs(connection, by, place.enterprise(), at)) {
            throw Failure.forbidden(
                    "employed-there",
                    "您受雇于这家企业，不能关闭或复核它的预警；请交给该辖区的另一位经办人",
                    "You are employed by this enterprise, so you can neither close its alerts nor check that; ask another"
                            + " officer of the area");
        }
    }

    private void lead(Connection connection, UUID alert, UUID into, AlertPlace place) throws SQLException {
        if (!alert.equals(into)) {
            LifeStore.Locked lead = store.lock(connection, into);
            boolean open = lead.life().state != AlertLife.State.CLOSED;
            if (open && lead.place().dimension() == place.dimension()) return;
        }
        throw Failure.invalid(
                "lead-unfit",
                "预警 " + into + " 不能接收：须是同一维度、尚未关闭的另一条预警",
                "Alert " + into + " can't take it: name another open alert of the same dimension");
    }

    private void askSecond(Connection connection, AlertLife life, AlertPlace place, String closer, Instant at)
            throws SQLException {
        Set<String> belonging = ties.belongingTo(connection, place.enterprise(), at);
        Holder checker = SecondChecker.of(
                posts.book(connection), place.areaPath(), who -> who.equals(closer) || belonging.contains(who), at);
        Text why = new Text(
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
