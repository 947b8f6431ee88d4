package org.fengqiao.crash;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.fengqiao.platform.Time;

/**
 * What a head of office and a mediation lead do with alerts, each step sent until a node says yes: acknowledge, take that back,
 * hand over, accept, return, ask for help, answer. It remembers what nodes said yes to.
 */
final class OfficerSteps {
    private static final int ACKNOWLEDGED_PERCENT = 20;
    private static final int WITHDRAWN_PERCENT = 15;
    private static final int TRANSFERRED_PERCENT = 20;
    private static final int ASKED_PERCENT = 20;

    /** Sends a step until a node has taken it; false when none did, or when it came too late to be taken back. */
    interface Sender {
        boolean send(String path, String who, String body) throws InterruptedException;
    }

    private final Ledger ledger;
    private final String head;
    private final String lead;
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<UUID> withdrawn = ConcurrentHashMap.newKeySet();
    private final Map<UUID, String> transferred = new ConcurrentHashMap<>();
    private final Map<UUID, String> asked = new ConcurrentHashMap<>();

    /** @param head, lead what they are known by */
    OfficerSteps(Ledger ledger, String head, String lead) {
        this.ledger = ledger;
        this.head = head;
        this.lead = lead;
    }

    /** Alerts that nodes said are acknowledged. */
    Set<UUID> acknowledged() {
        return acknowledged;
    }

    /** Alerts of which nodes said that their acknowledgement was taken back. */
    Set<UUID> withdrawn() {
        return withdrawn;
    }

    /** Alerts that were offered to another post, and what nodes said became of that. */
    Map<UUID, String> transferred() {
        return transferred;
    }

    /** Alerts of which help was asked for, and what nodes said became of that. */
    Map<UUID, String> asked() {
        return asked;
    }

    /** One of these with the alert of an enterprise, or nothing. */
    void take(UUID enterprise, Random random, Sender sender) throws InterruptedException {
        int what = random.nextInt(100);
        if (what >= ACKNOWLEDGED_PERCENT + WITHDRAWN_PERCENT + TRANSFERRED_PERCENT + ASKED_PERCENT) return;
        UUID alert = ledger.alertOf(enterprise);
        if (alert == null) return;
        String path = "/api/v1/alerts/" + alert;
        if (what < ACKNOWLEDGED_PERCENT) acknowledge(alert, path, sender);
        else if (what < ACKNOWLEDGED_PERCENT + WITHDRAWN_PERCENT) withdraw(alert, path, sender);
        else if (what < ACKNOWLEDGED_PERCENT + WITHDRAWN_PERCENT + TRANSFERRED_PERCENT)
            transfer(alert, path, random.nextInt(3), sender);
        else ask(alert, path, random.nextBoolean(), sender);
    }

    private void acknowledge(UUID alert, String path, Sender sender) throws InterruptedException {
        if (sender.send(path + "/acknowledge", head, "{}")) acknowledged.add(alert);
    }

    private void withdraw(UUID alert, String path, Sender sender) throws InterruptedException {
        if (!sender.send(path + "/acknowledge", head, "{}")) return;
        if (sender.send(path + "/acknowledge/withdraw", head, "{}")) withdrawn.add(alert);
        else acknowledged.add(alert);
    }

    private void transfer(UUID alert, String path, int how, Sender sender) throws InterruptedException {
        UUID post = ledger.postOf("MEDIATION_LEAD");
        if (post == null) return;
        String offer = "{\"post\":\"" + post + "\",\"note\":\"please\"}";
        if (!sender.send(path + "/transfers", head, offer)) return;
        transferred.put(alert, "OPEN");
        if (how == 0 && sender.send(path + "/transfers/accept", lead, "{}")) transferred.put(alert, "ACCEPTED");
        if (how == 1 && sender.send(path + "/transfers/return", lead, "{\"note\":\"no\"}"))
            transferred.put(alert, "RETURNED");
    }

    private void ask(UUID alert, String path, boolean answered, Sender sender) throws InterruptedException {
        UUID post = ledger.postOf("MEDIATION_LEAD");
        if (post == null) return;
        Instant due = Time.systemClock().instant().plus(1, ChronoUnit.DAYS);
        String call = "{\"post\":\"" + post + "\",\"note\":\"come\",\"dueAt\":\"" + due + "\"}";
        if (!sender.send(path + "/assistance-requests", head, call)) return;
        asked.put(alert, "OPEN");
        UUID request = answered ? ledger.requestOf(alert) : null;
        if (request != null
                && sender.send(path + "/assistance-requests/" + request + "/answer", lead, "{\"note\":\"done\"}"))
            asked.put(alert, "ANSWERED");
    }
}
