package org.fengqiao.alerting;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.WithdrawalPeriod;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.hibernate.annotations.DynamicUpdate;

/**
 * An alert and all its transitions: RAISED → ACKNOWLEDGED → CONTACTED → PLANNED → (CLOSING →) CLOSED. RED and ORANGE close
 * only after a second person's review. A graver tier or a lapsed acknowledgement makes an open alert RAISED again; new facts
 * reopen a closed one for some days. Each transition returns the event for the history, empty when nothing changed, and
 * refuses what must not follow. People's actions change it as an entity; bulk paths write many with {@link AlertRows}.
 */
@Entity
@Table(name = "alert")
@DynamicUpdate
public class Alert {
    /** Events that leave the alert as it is, and need it to be open. */
    private static final Set<AlertEvent> WHILE_OPEN = EnumSet.of(
            AlertEvent.ESCALATED,
            AlertEvent.RAISED_BY_HAND,
            AlertEvent.REQUEST_ESCALATED,
            AlertEvent.TASK_REPLIED,
            AlertEvent.TASK_DONE,
            AlertEvent.TASK_MISSED,
            AlertEvent.TIER_PROPOSED,
            AlertEvent.TIER_REJECTED);

    /** What people ask of each other and answer, which leaves the alert as it is. */
    private static final Set<AlertEvent> OF_REQUESTS = EnumSet.of(
            AlertEvent.TRANSFER_RETURNED,
            AlertEvent.TRANSFER_WITHDRAWN,
            AlertEvent.ASSISTANCE_REQUESTED,
            AlertEvent.ASSISTANCE_ANSWERED,
            AlertEvent.ASSISTANCE_WITHDRAWN);

    /** Events that leave the alert as it is, whether it is open or closed. */
    private static final Set<AlertEvent> ALWAYS = EnumSet.of(AlertEvent.NOTED, AlertEvent.NOTE_WITHDRAWN);

    @Id
    UUID id;

    UUID enterpriseId;
    String dimension;
    int episode;
    String areaPath;

    @Enumerated(EnumType.STRING)
    Tier tier;

    short severity;

    @Enumerated(EnumType.STRING)
    AlertState state;

    Instant raisedAt;
    Instant tierSince;
    /** Until then people's word on the tier counts, against rules that say no graver than {@link #tierByRules}; else null. */
    Instant tierByHandUntil;

    @Enumerated(EnumType.STRING)
    Tier tierByRules;

    /** Everything learnt by then was taken into account. */
    Instant assessedAt;

    int repeatCount;

    UUID ownerPost;
    String ownerUsername;
    String ownerReason;

    /** The alert of a related enterprise that leads its group; null for the lead itself. */
    UUID groupLeadId;

    @Enumerated(EnumType.STRING)
    Tier notifiedTier;

    Instant notifiedAt;

    Instant acknowledgedAt;
    String acknowledgedBy;
    Instant remindAt;
    Instant remindedAt;
    Instant contactedAt;
    Instant plannedAt;
    Instant closedAt;

    @Enumerated(EnumType.STRING)
    AlertOutcome outcome;

    String closedBy;
    String checkedBy;
    /** The alert in which this one goes on after closing as MERGED. */
    UUID mergedIntoId;

    @Column(insertable = false, updatable = false)
    String leadRule;

    @Column(insertable = false, updatable = false)
    String source;

    protected Alert() {}

    /** How an alert was closed the last time. */
    public record Closing(Tier tier, Instant at, AlertOutcome outcome, String by, String checkedBy) {}

    /** A tier at which its owner was notified, and when. */
    public record LastNotification(Tier tier, Instant at) {}

    /** @param episode counted from 1 for each enterprise and dimension */
    public static Alert raise(
            UUID id, UUID enterprise, Dimension dimension, int episode, AlertRating rating, Instant at) {
        Alert alert = new Alert();
        alert.id = id;
        alert.enterpriseId = enterprise;
        alert.dimension = dimension.code();
        alert.episode = episode;
        alert.raisedAt = at;
        alert.begin(rating, at);
        return alert;
    }

    /** A graver tier begins the work anew, with the owner whom that tier calls for. */
    public AlertEvent upgrade(AlertRating rating, Instant at) {
        requireOpen("upgraded");
        if (rating.tier().compareTo(tier) <= 0) throw illegal("upgraded from " + tier + " to " + rating.tier());
        begin(rating, at);
        return AlertEvent.UPGRADED;
    }

    /** The same episode goes on. */
    public AlertEvent reopen(AlertRating rating, int withinDays, Instant at) {
        if (!canReopen(withinDays, at)) throw illegal("reopened");
        closedAt = null;
        checkedBy = null;
        groupLeadId = null;
        begin(rating, at);
        return AlertEvent.REOPENED;
    }

    /** People set another tier. A graver one, or another owner, begins the work anew; else what was done stays done. */
    public AlertEvent setTier(AlertRating rating, TierHold hand, Instant at) {
        requireOpen("given a tier by hand");
        change(rating, at);
        tierByHandUntil = hand.until();
        tierByRules = hand.tierByRules();
        return AlertEvent.TIER_SET;
    }

    /** The word of the rules counts again. */
    public AlertEvent restoreTier(AlertRating rating, Instant at) {
        requireOpen("given the tier of the rules");
        change(rating, at);
        return keepTier();
    }

    /** The word of the rules counts again, and it is the same. */
    public AlertEvent keepTier() {
        requireOpen("given the tier of the rules");
        clearTierHold();
        return AlertEvent.TIER_RESTORED;
    }

    /** People set a tier before they ask to close it. */
    public void requireTierChangeable(ActionContext action) {
        if (state.compareTo(AlertState.CLOSING) >= 0) throw refused("改定等级", "given another tier", action);
    }

    private void change(AlertRating rating, Instant at) {
        boolean stays = rating.owner().post().equals(ownerPost);
        if (rating.tier().compareTo(tier) > 0 || !stays) begin(rating, at);
        else rate(rating, at);
    }

    /** Whether people, knowing all this, said otherwise for a time that is not over. */
    boolean isHeldByHand(Tier byRules, Instant at) {
        return tierByHandUntil != null && at.isBefore(tierByHandUntil) && byRules.compareTo(tierByRules) <= 0;
    }

    private void begin(AlertRating rating, Instant at) {
        state = AlertState.RAISED;
        rate(rating, at);
        clearTierHold();
        clearAcknowledgement();
        contactedAt = null;
        plannedAt = null;
        withdrawClosing();
    }

    private void rate(AlertRating rating, Instant at) {
        tier = rating.tier();
        severity = (short) tier.ordinal();
        tierSince = at;
        areaPath = rating.areaPath();
        assessedAt = rating.assessedAt();
        setOwner(rating.owner());
    }

    private void clearTierHold() {
        tierByHandUntil = null;
        tierByRules = null;
    }

    /** Whether new facts reopen it; a false alarm and a merged alert stay closed, and a new alert is raised instead. */
    boolean canReopen(int withinDays, Instant at) {
        return state == AlertState.CLOSED
                && outcome != AlertOutcome.FALSE_ALARM
                && outcome != AlertOutcome.MERGED
                && !at.isAfter(closedAt.plus(withinDays, ChronoUnit.DAYS));
    }

    /** Something was learnt that changes nothing. */
    public void countRepeat(Instant at) {
        repeatCount++;
        assessedAt = at;
    }

    /** @param lead the alert that leads the group; its own id if it leads */
    public void joinGroup(UUID lead) {
        requireOpen("grouped");
        groupLeadId = lead.equals(id) ? null : lead;
    }

    /** What gave it its tier at the same moment stands in the history already. */
    public Optional<AlertEvent> notifyOwner(Instant at) {
        requireOpen("notified");
        notifiedTier = tier;
        notifiedAt = at;
        return at.equals(tierSince) ? Optional.empty() : Optional.of(AlertEvent.NOTIFIED);
    }

    /** Nobody is notified for now. */
    public AlertEvent suppress() {
        requireOpen("suppressed");
        return AlertEvent.SUPPRESSED;
    }

    public Optional<AlertEvent> reassign(AlertOwner owner) {
        requireOpen("reassigned");
        if (owner.equals(owner())) return Optional.empty();
        setOwner(owner);
        return Optional.of(AlertEvent.REASSIGNED);
    }

    /** Its owner is reminded then, unless they do something before. */
    public void scheduleReminder(Instant due) {
        if (state != AlertState.ACKNOWLEDGED) throw illegal("scheduled for a reminder");
        remindAt = due;
        remindedAt = null;
    }

    /** @param lapsesAt when the acknowledgement lapses, unless the owner does something before */
    public AlertEvent remind(Instant lapsesAt, Instant at) {
        if (state != AlertState.ACKNOWLEDGED) throw illegal("reminded of");
        remindAt = lapsesAt;
        remindedAt = at;
        return AlertEvent.REMINDED;
    }

    /** Its owner was reminded and did nothing: as if nobody had acknowledged it. */
    public AlertEvent lapseAcknowledgement() {
        if (state != AlertState.ACKNOWLEDGED || remindedAt == null) throw illegal("taken back to RAISED");
        state = AlertState.RAISED;
        clearAcknowledgement();
        return AlertEvent.ACKNOWLEDGEMENT_LAPSED;
    }

    public Optional<AlertEvent> acknowledge(ActionContext action) {
        if (state == AlertState.CLOSED) throw refused("确认", "acknowledged", action);
        if (state != AlertState.RAISED) return Optional.empty();
        clearAcknowledgement();
        state = AlertState.ACKNOWLEDGED;
        acknowledgedAt = action.at();
        acknowledgedBy = action.by();
        return Optional.of(AlertEvent.ACKNOWLEDGED);
    }

    /** Whoever acknowledged it by mistake takes that back, before anything followed from it. */
    public AlertEvent withdrawAcknowledgement(WithdrawalPeriod period, ActionContext action) {
        if (state != AlertState.ACKNOWLEDGED) throw refused("撤回签收", "un-acknowledged", action);
        period.requireOpen(acknowledgedBy, acknowledgedAt, action.by(), action.at());
        state = AlertState.RAISED;
        clearAcknowledgement();
        return AlertEvent.ACKNOWLEDGEMENT_WITHDRAWN;
    }

    /** Its owner wants another post to have it, and stays responsible until that one accepts; clocks go on. */
    public AlertEvent offerTransfer(ActionContext action) {
        if (!isBetween(AlertState.RAISED, AlertState.PLANNED)) throw refused("移交", "handed over", action);
        return AlertEvent.TRANSFER_OFFERED;
    }

    /** The work goes on where it was. Whoever accepts an alert that nobody acknowledged has seen it now. */
    public AlertEvent acceptTransfer(AlertOwner owner, ActionContext action) {
        if (!isBetween(AlertState.RAISED, AlertState.PLANNED)) throw refused("接受移交", "taken over", action);
        setOwner(owner);
        if (state == AlertState.RAISED) acknowledge(action);
        return AlertEvent.TRANSFER_ACCEPTED;
    }

    /** What posts ask of each other about it, which leaves it as it is. */
    public AlertEvent recordRequest(AlertEvent event, ActionContext action) {
        if (!isOpen()) throw refused("办理移交或求助", "handed over or helped with", action);
        if (!OF_REQUESTS.contains(event)) throw illegal("given " + event + " as a request");
        return event;
    }

    /** By telephone or on site; each further contact is recorded too. */
    public AlertEvent contact(ActionContext action) {
        if (!isBetween(AlertState.ACKNOWLEDGED, AlertState.PLANNED)) throw refused("登记联系", "contacted", action);
        if (contactedAt == null) contactedAt = action.at();
        if (state == AlertState.ACKNOWLEDGED) state = AlertState.CONTACTED;
        return AlertEvent.CONTACTED;
    }

    /** A plan may be changed until somebody asks to close the alert. */
    public AlertEvent plan(ActionContext action) {
        if (!isBetween(AlertState.CONTACTED, AlertState.PLANNED)) throw refused("登记方案", "planned", action);
        if (plannedAt == null) plannedAt = action.at();
        state = AlertState.PLANNED;
        return AlertEvent.PLANNED;
    }

    /** @param into the alert in which this one goes on; given with MERGED and not otherwise */
    public Optional<AlertEvent> close(AlertOutcome how, UUID into, ActionContext action) {
        if (state.compareTo(AlertState.CLOSING) >= 0
                && outcome == how
                && action.by().equals(closedBy)) {
            return Optional.empty();
        }
        if (!isBetween(AlertState.ACKNOWLEDGED, AlertState.PLANNED) || state.compareTo(requiredStateFor(how)) < 0) {
            BilingualText outcome = Messages.text("outcome." + how);
            throw refused("以“" + outcome.zh() + "”关闭", "closed as \"" + outcome.en() + "\"", action);
        }
        outcome = how;
        closedBy = action.by();
        mergedIntoId = into;
        if (!needsReview()) return Optional.of(markClosed(action));
        state = AlertState.CLOSING;
        return Optional.of(AlertEvent.CLOSE_REQUESTED);
    }

    /** What has to be done before an alert can end so: at BLUE a telephone call is enough. */
    private AlertState requiredStateFor(AlertOutcome how) {
        return switch (how) {
            case AVERTED -> tier == Tier.BLUE ? AlertState.CONTACTED : AlertState.PLANNED;
            case HAPPENED, FALSE_ALARM -> AlertState.CONTACTED;
            case MERGED -> AlertState.ACKNOWLEDGED;
        };
    }

    public Optional<AlertEvent> confirmClosing(ActionContext action) {
        if (state == AlertState.CLOSED && action.by().equals(checkedBy)) return Optional.empty();
        if (state != AlertState.CLOSING) throw refused("复核", "reviewed", action);
        if (action.by().equals(closedBy)) {
            throw ProblemException.forbidden(
                    "own-closing",
                    "关闭是您自己提出的，须由另一人复核。请由劳动办负责人、社区调解组长或另一位经办人复核。",
                    "You asked to close it yourself, so somebody else has to review it: the head of the labour office, the"
                            + " mediation lead or another officer.");
        }
        checkedBy = action.by();
        return Optional.of(markClosed(action));
    }

    /** The reviewer is not convinced: it goes on where it was. */
    public AlertEvent rejectClosing(ActionContext action) {
        if (state != AlertState.CLOSING) throw refused("退回", "returned", action);
        state = plannedAt != null
                ? AlertState.PLANNED
                : contactedAt != null ? AlertState.CONTACTED : AlertState.ACKNOWLEDGED;
        withdrawClosing();
        return AlertEvent.CLOSE_REJECTED;
    }

    /** Records what leaves the alert as it is: a note, an escalation, a step of a task or a mediation. */
    public AlertEvent record(AlertEvent event) {
        if (WHILE_OPEN.contains(event)) requireOpen("given " + event);
        else if (!ALWAYS.contains(event) && !event.isOfMediation() && !event.isOfFact())
            throw illegal("given " + event + " as a mere record");
        return event;
    }

    private AlertEvent markClosed(ActionContext action) {
        state = AlertState.CLOSED;
        closedAt = action.at();
        clearTierHold();
        return AlertEvent.CLOSED;
    }

    private void withdrawClosing() {
        outcome = null;
        closedBy = null;
        mergedIntoId = null;
    }

    private void clearAcknowledgement() {
        acknowledgedAt = null;
        acknowledgedBy = null;
        remindAt = null;
        remindedAt = null;
    }

    private void setOwner(AlertOwner owner) {
        ownerPost = owner.post();
        ownerUsername = owner.username();
        ownerReason = owner.reason();
    }

    /** Whether nobody may close it alone. */
    public boolean needsReview() {
        return tier.compareTo(Tier.ORANGE) >= 0;
    }

    public boolean isOpen() {
        return state != AlertState.CLOSED;
    }

    private boolean isBetween(AlertState first, AlertState last) {
        return state.compareTo(first) >= 0 && state.compareTo(last) <= 0;
    }

    /** What happens to it next, or can be done with it. */
    public BilingualText nextStep(int reopenWithinDays) {
        if (isOpen()) return state.nextStep();
        return switch (outcome) {
            case AVERTED, HAPPENED ->
                new BilingualText(
                        "已关闭；关闭后" + reopenWithinDays + "天内情况再次出现会自动重新打开，此后则产生新的预警。",
                        "It is closed; it reopens by itself if the fact recurs within " + reopenWithinDays
                                + " days of closing, and later a new alert is raised.");
            case FALSE_ALARM ->
                new BilingualText(
                        "已作为误报关闭，不会重新打开；出现新的情况会产生新的预警。",
                        "It was closed as a false alarm and does not reopen; new facts raise a new alert.");
            case MERGED ->
                new BilingualText(
                        "已并入预警 " + mergedIntoId + "，请在那里继续处理；本预警不会重新打开。",
                        "It was merged into alert " + mergedIntoId + ", so go on there; it does not reopen.");
        };
    }

    private ProblemException refused(String zh, String en, ActionContext action) {
        BilingualText next = nextStep(action.reopenWithinDays());
        return new ProblemException(
                ErrorKind.WRONG_STATE,
                "alert-state",
                "预警现为“" + state.text().zh() + "”，不能" + zh + "。" + next.zh(),
                "The alert is " + state.text().en() + " and can't be " + en + ". " + next.en());
    }

    private void requireOpen(String en) {
        if (!isOpen()) throw illegal(en);
    }

    /** No person asked for it, so it is a fault of the program. */
    private IllegalStateException illegal(String en) {
        return new IllegalStateException("Alert " + id + " is " + state + " and can't be " + en);
    }

    public UUID id() {
        return id;
    }

    public AlertScope scope() {
        return new AlertScope(enterpriseId, Dimension.of(dimension), areaPath);
    }

    public AlertOwner owner() {
        return new AlertOwner(ownerPost, ownerUsername, ownerReason);
    }

    public int episode() {
        return episode;
    }

    public Tier tier() {
        return tier;
    }

    public AlertState state() {
        return state;
    }

    public Instant raisedAt() {
        return raisedAt;
    }

    public Instant tierSince() {
        return tierSince;
    }

    public Instant assessedAt() {
        return assessedAt;
    }

    /** Empty where the word of the rules counts. */
    public Optional<TierHold> tierHold() {
        return Optional.ofNullable(tierByHandUntil).map(until -> new TierHold(until, tierByRules));
    }

    public Instant acknowledgedAt() {
        return acknowledgedAt;
    }

    public Instant remindedAt() {
        return remindedAt;
    }

    public Instant contactedAt() {
        return contactedAt;
    }

    public String closedBy() {
        return closedBy;
    }

    public String checkedBy() {
        return checkedBy;
    }

    public AlertOutcome outcome() {
        return outcome;
    }

    /** Empty while it is open. */
    public Optional<Closing> closing() {
        return isOpen() ? Optional.empty() : Optional.of(new Closing(tier, closedAt, outcome, closedBy, checkedBy));
    }

    public Optional<LastNotification> lastNotification() {
        return notifiedTier == null ? Optional.empty() : Optional.of(new LastNotification(notifiedTier, notifiedAt));
    }

    /** The alert that leads its group, itself if it leads or has none. */
    public UUID groupLead() {
        return groupLeadId == null ? id : groupLeadId;
    }

    /** The rule that carries its tier; null if none does. */
    public String leadRule() {
        return leadRule;
    }

    /** The source of the fact it rests on most; null if unknown. */
    public String source() {
        return source;
    }
}
