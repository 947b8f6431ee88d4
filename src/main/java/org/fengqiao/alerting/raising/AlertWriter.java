package org.fengqiao.alerting.raising;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fengqiao.alerting.AlarmWriter;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertClocks;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.AlertRows;
import org.fengqiao.alerting.AlertRows.Column;
import org.fengqiao.alerting.raising.AlertChange.DecidedChange;
import org.fengqiao.alerting.routing.AlertRouter;
import org.fengqiao.alerting.suppression.NotificationDecision;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.policy.Route;

/** Writes alerts, their copies, clocks and history, a batch at a time. */
@ApplicationScoped
class AlertWriter {
    /** What an assessment and its routing say of an alert, beside its state. */
    private static final List<Column<DecidedChange>> CONTENT = List.of(
            Column.shared("release_id", "text", of(change -> change.assessment().releaseId())),
            Column.of(
                    "score", "float4", of(change -> (float) change.assessment().score())),
            Column.of("headcount", "int4", of(change -> change.routing()
                    .headcount()
                    .number())),
            Column.text(
                    "route_id",
                    of(change -> change.routing().route().map(Route::id).orElse(AlertRouter.NO_ROUTE))),
            Column.text("why_zh", of(change -> change.routing().explanation().zh())),
            Column.text("why_en", of(change -> change.routing().explanation().en())),
            Column.text("lead_rule", of(AlertWriter::leadRule)),
            Column.list("rules", decided -> decided.change().basis().rules()),
            Column.list("indicators", decided -> decided.change().basis().indicators()),
            Column.text("source", of(AlertWriter::source)));

    /** How the alert began stays when later changes overwrite the rest. */
    private static final List<Column<DecidedChange>> CONTENT_OF_NEW = Stream.concat(
                    CONTENT.stream(),
                    Stream.of(
                            Column.text("first_rule", of(AlertWriter::leadRule)),
                            Column.text("first_source", of(AlertWriter::source))))
            .toList();

    private static final String COPY = """
            insert into alert_copy (alert_id, post_id, username, reason, dimension, severity, score, area_path)
            select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::smallint[], ?::real[], ?::text[])""";

    private static final String END_OVERRIDES = """
            update tier_override set state = 'ENDED', end_reason = 'GRAVER_BY_RULES', ended_at = ?
            where alert_id = any(?) and state = 'IN_FORCE'""";

    private final Ids ids;
    private final WorkingCalendars calendars;

    AlertWriter(Ids ids, WorkingCalendars calendars) {
        this.ids = ids;
        this.calendars = calendars;
    }

    private static Function<DecidedChange, Object> of(Function<AlertChange, Object> value) {
        return decided -> value.apply(decided.change());
    }

    private static String leadRule(AlertChange change) {
        return change.basis().leadRule().orElse(null);
    }

    private static String source(AlertChange change) {
        return change.source().orElse(null);
    }

    /** Writes alerts that were raised, upgraded or reopened. */
    void write(Connection connection, List<DecidedChange> decided, Instant at) throws SQLException {
        if (decided.isEmpty()) return;
        List<DecidedChange> raised =
                decided.stream().filter(one -> one.change().isRaised()).toList();
        List<DecidedChange> former =
                decided.stream().filter(one -> !one.change().isRaised()).toList();
        StatementBatch batch = new StatementBatch();
        if (!raised.isEmpty()) batch.add(new AlertRows<>(raised, DecidedChange::alert).insert(CONTENT_OF_NEW));
        if (!former.isEmpty()) {
            batch.add(SqlStatement.DISABLE_SEQUENTIAL_SCANS);
            batch.add(new AlertRows<>(former, DecidedChange::alert).update(CONTENT));
            batch.add(new SqlStatement<>(
                    "delete from alert_copy where alert_id = any(?)", null, Parameter.uuids(ids(former))));
            batch.add(SqlStatement.RESTORE_SEQUENTIAL_SCANS);
        }
        addCopies(batch, decided);
        addClocks(connection, batch, decided, ids(former), at);
        addHistory(batch, decided, at);
        endOverrides(batch, decided, at);
        SuppressionWriter.add(batch, decided, at);
        addAlarms(batch, decided, at);
        batch.execute(connection);
    }

    private static List<UUID> ids(List<DecidedChange> decided) {
        return decided.stream().map(one -> one.alert().id()).toList();
    }

    /** Writes alerts that counted a repeat. */
    void writeRepeats(Connection connection, List<Alert> alerts) throws SQLException {
        if (!alerts.isEmpty()) StatementBatch.execute(connection, AlertRows.updateRepeats(alerts));
    }

    private record Copy(AlertChange change, AlertRouter.Recipient to) {}

    private static void addCopies(StatementBatch batch, List<DecidedChange> decided) {
        List<Copy> copies = new ArrayList<>();
        for (DecidedChange one : decided) {
            for (AlertRouter.Recipient recipient : one.change().routing().copies()) {
                copies.add(new Copy(one.change(), recipient));
            }
        }
        if (copies.isEmpty()) return;
        batch.add(new SqlStatement<>(
                COPY,
                null,
                Parameter.array("uuid", copies, copy -> copy.change().id()),
                Parameter.array("uuid", copies, copy -> copy.to().holder().postId()),
                Parameter.array(
                        "text", copies, copy -> copy.to().holder().username().orElse(null)),
                Parameter.array("text", copies, copy -> copy.to().reason().name()),
                Parameter.array(
                        "text",
                        copies,
                        copy -> copy.change().assessment().dimension().code()),
                Parameter.array(
                        "int2",
                        copies,
                        copy -> copy.change().assessment().tier().ordinal()),
                Parameter.array("float4", copies, copy ->
                        (float) copy.change().assessment().score()),
                Parameter.array("text", copies, copy -> copy.change().areaPath())));
    }

    private void addClocks(
            Connection connection, StatementBatch batch, List<DecidedChange> decided, List<UUID> former, Instant at)
            throws SQLException {
        Map<UUID, Route> routes = new LinkedHashMap<>();
        for (DecidedChange one : decided) {
            if (!one.startsClocks()) continue;
            one.change()
                    .routing()
                    .route()
                    .ifPresent(route -> routes.put(one.alert().id(), route));
        }
        List<UUID> restarted = former.stream().filter(routes::containsKey).toList();
        AlertClocks.start(batch, calendars.current(connection), routes, restarted, at);
    }

    private static void addHistory(StatementBatch batch, List<DecidedChange> decided, Instant at) {
        List<AlertHistoryEntry> history = new ArrayList<>();
        for (DecidedChange one : decided) {
            AlertChange change = one.change();
            if (isOfPeople(change.event())) continue;
            history.add(AlertHistoryEntry.bySystem(change.id(), change.event(), arguments(change, at)));
            if (one.decision() instanceof NotificationDecision.Suppress suppressed) {
                history.add(AlertHistoryEntry.bySystem(change.id(), one.alert().suppress(), suppressed.arguments()));
            }
        }
        AlertHistory.append(batch, history, at);
    }

    /** Whoever set the tier records it, with the reason. */
    private static boolean isOfPeople(AlertEvent event) {
        return event == AlertEvent.TIER_SET || event == AlertEvent.TIER_RESTORED;
    }

    private static void endOverrides(StatementBatch batch, List<DecidedChange> decided, Instant at) {
        List<UUID> overridden = decided.stream()
                .filter(one -> one.change().overridesHand(at))
                .map(one -> one.alert().id())
                .toList();
        if (!overridden.isEmpty())
            batch.add(new SqlStatement<>(END_OVERRIDES, null, Parameter.of(Jdbc.utc(at)), Parameter.uuids(overridden)));
    }

    private static Map<String, Object> arguments(AlertChange change, Instant at) {
        AlertRouter.RoutingResult routing = change.routing();
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("tier", change.assessment().tier());
        arguments.put("post", routing.owner().holder().postId());
        arguments.put("person", routing.owner().holder().username().orElse(null));
        arguments.put(
                "copies",
                routing.copies().stream().map(copy -> copy.holder().postId()).toList());
        arguments.put("overridden", change.overridesHand(at));
        if (change.event() == AlertEvent.REOPENED) {
            Alert.Closing closing = change.previous()
                    .flatMap(AlertChange.PreviousAlert::closing)
                    .orElseThrow();
            arguments.put("formerTier", closing.tier());
            arguments.put("formerOutcome", closing.outcome());
            arguments.put("closedAt", closing.at());
            arguments.put("closedBy", closing.by());
            arguments.put("checkedBy", closing.checkedBy());
        }
        return arguments;
    }

    /** One alarm for each missing post, however many alerts it left without an owner. */
    private void addAlarms(StatementBatch batch, List<DecidedChange> decided, Instant at) {
        Set<AlertRouter.UnstaffedPost> distinct = new TreeSet<>(Comparator.comparing(AlertRouter.UnstaffedPost::post)
                .thenComparing(AlertRouter.UnstaffedPost::areaPath));
        decided.forEach(one -> distinct.addAll(one.change().routing().unstaffed()));
        List<AlarmWriter.Alarm> alarms = distinct.stream()
                .map(post -> new AlarmWriter.Alarm(ids.next(), post.post() + "@" + post.areaPath(), text(post)))
                .toList();
        AlarmWriter.raise(batch, "UNROUTABLE", alarms, at);
    }

    private static BilingualText text(AlertRouter.UnstaffedPost unstaffed) {
        return Messages.text(
                "alarm.UNROUTABLE",
                Map.of("area", unstaffed.areaPath(), "post", Messages.text("post." + unstaffed.post())));
    }
}
