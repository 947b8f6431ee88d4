package org.fengqiao.response.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.alerting.Notice;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Text;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.fengqiao.registry.EnterpriseStore;
import org.fengqiao.registry.Masking;
import org.fengqiao.registry.Transactions;
import org.fengqiao.response.mediation.LitigationPackage.Receipt;
import org.fengqiao.response.mediation.LitigationPackage.State;
import org.fengqiao.response.notification.Outbox;

/** Hands a case over, and writes down what the receiver did with it. */
@ApplicationScoped
public class Handovers {
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    /** Who stands in the history when a machine answered. */
    private static final String RECEIVER = "receiver";

    private final DataSource database;
    private final MediationStore cases;
    private final PackageStore packages;
    private final EnterpriseStore enterprises;
    private final Outbox outbox;
    private final InstantSource clock;
    private final String publicUrl;
    private final String body;
    private final WorkingCalendar calendar = WorkingCalendar.shipped();

    Handovers(
            DataSource database,
            MediationStore cases,
            PackageStore packages,
            EnterpriseStore enterprises,
            Outbox outbox,
            InstantSource clock,
            @ConfigProperty(name = "fengqiao.delivery.public-url") String publicUrl,
            @ConfigProperty(name = "fengqiao.handover.body", defaultValue = "劳动争议调解组织") String body) {
        this.database = database;
        this.cases = cases;
        this.packages = packages;
        this.enterprises = enterprises;
        this.outbox = outbox;
        this.clock = clock;
        this.publicUrl = publicUrl;
        this.body = body;
    }

    /** Where a package stands with its receiver. */
    public record Status(
            UUID packageId,
            int revision,
            String sha256,
            int completenessPercent,
            Receipt receipt,
            int attempts,
            String failure) {}

    /** What would be handed over lacks. */
    public Completeness completeness(UUID id, String by) {
        return Transactions.inTransaction(database, connection -> {
            MediationCase one = cases.find(connection, id);
            return measure(pack(connection, one, by), one);
        });
    }

    /** Makes the package and hands it over; one that is under way already is given back as it is. */
    public LitigationPackage handOver(UUID id, String by) {
        return Transactions.inTransaction(database, connection -> {
            MediationCase one = cases.lock(connection, id);
            Optional<PackageStore.Kept> last = packages.latest(connection, id);
            if (last.isPresent() && last.get().made().meta().receipt().state() != State.RETURNED) {
                return last.get().made();
            }
            MediationCase away = one.handedOver();
            LitigationPackage packed = pack(connection, one, by);
            Completeness lacks = measure(packed, one);
            refuse(lacks.stops());
            LitigationPackage made = packed.measured(lacks).sealed();
            refuseUnlessValid(made);
            packages.insert(connection, made);
            cases.save(connection, away);
            cases.event(connection, away, "HANDED_OVER", by, said(made), clock.instant());
            return made;
        });
    }

    public LitigationPackage latest(UUID id) {
        return kept(id).made();
    }

    public String json(UUID id) {
        return Json.write(latest(id));
    }

    public byte[] paper(UUID id) {
        return LitigationPaper.of(latest(id));
    }

    public Status status(UUID id) {
        PackageStore.Kept kept = kept(id);
        LitigationPackage.Meta meta = kept.made().meta();
        return new Status(
                meta.packageId(),
                meta.revision(),
                meta.packageSha256(),
                meta.completenessPercent(),
                meta.receipt(),
                kept.attempts(),
                kept.failure());
    }

    /** What an officer was told by a receiver that is no system. The same receipt again changes nothing. */
    public void receipt(UUID id, String by, State state, String number, String reason) {
        if (state == State.NEW || state == State.RETURNED && (reason == null || reason.isBlank())) {
            throw Failure.invalid(
                    "receipt-incomplete",
                    "回执应为 ACCEPTED 或 RETURNED；退回须写明原因（reason）",
                    "A receipt is ACCEPTED or RETURNED, and what was returned needs its \"reason\"");
        }
        Transactions.inTransaction(database, connection -> {
            LitigationPackage made = packages.lockLatest(connection, id)
                    .orElseThrow(() -> none(id))
                    .made();
            cases.lock(connection, id);
            Receipt receipt = new Receipt(state, Masking.mask(number), Masking.mask(reason), clock.instant());
            record(connection, made, receipt, by);
            return null;
        });
    }

    /** Sends the next package that is due; false when there is none. */
    boolean deliverNext(Receiver receiver, Instant at) {
        return Transactions.inTransaction(database, connection -> {
            Optional<PackageStore.Kept> next = packages.claim(connection, at);
            if (next.isEmpty()) return false;
            deliver(connection, next.get(), receiver, at);
            return true;
        });
    }

    private void deliver(Connection connection, PackageStore.Kept kept, Receiver receiver, Instant at)
            throws SQLException {
        LitigationPackage made = kept.made();
        UUID id = made.meta().packageId();
        Instant again = at.plus(wait(kept.attempts()));
        try {
            Receiver.Answer answer = receiver.send(id, Json.write(made));
            if (answer.state() == State.NEW) {
                packages.sent(connection, id, at, again);
                return;
            }
            cases.lock(connection, made.meta().caseId());
            String reason = Masking.mask(answer.reason());
            record(connection, made, new Receipt(answer.state(), Masking.mask(answer.number()), reason, at), RECEIVER);
        } catch (Receiver.NotTaken e) {
            packages.failed(connection, id, e.getMessage(), again);
        }
    }

    /** One minute, two, four … six hours. */
    static Duration wait(int attempts) {
        Duration wait = Duration.ofMinutes(1L << Math.min(attempts, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** Tells whoever answers for the alert of agreements whose day went by; gives back of how many. */
    int tellOfOverdue(Instant at) {
        return Transactions.inTransaction(database, connection -> {
            List<MediationCase> overdue = cases.overdue(connection, LocalDate.ofInstant(at, Time.CITY));
            for (MediationCase one : overdue) {
                LocalDate day = one.file().agreement().performBy();
                Text why = new Text(
                        "调解协议应于" + day + "前履行，请核实是否已履行并登记",
                        "A mediation agreement had to be performed by " + day
                                + "; find out whether it was, and enter it");
                cases.event(connection, one, "PERFORMANCE_DUE", null, why, at);
                cases.told(connection, one.id());
                tell(connection, one, why, at);
            }
            return overdue.size();
        });
    }

    private void record(Connection connection, LitigationPackage made, Receipt receipt, String by) throws SQLException {
        Receipt before = made.meta().receipt();
        if (before.state() != State.NEW) {
            if (before.state() == receipt.state()) return;
            throw new Failure(
                    ErrorKind.WRONG_STATE,
                    "receipt-given",
                    "该移送包已有回执（" + before.state() + "），不能更改",
                    "This package has its receipt already (" + before.state() + "), which stays");
        }
        MediationCase one = cases.find(connection, made.meta().caseId());
        MediationCase now = receipt.state() == State.ACCEPTED ? one.accepted() : one.returned();
        packages.receipt(connection, made.meta().packageId(), receipt, by);
        cases.save(connection, now);
        String about = receipt.state() == State.ACCEPTED ? receipt.number() : receipt.reason();
        Text note = about == null ? null : new Text(about, about);
        cases.event(connection, now, receipt.state().name(), by, note, receipt.at());
        if (receipt.state() == State.RETURNED) {
            Text why = new Text(
                    "移送包第" + made.meta().revision() + "版被退回：" + receipt.reason() + "。请补正后再次移送",
                    "Revision " + made.meta().revision() + " of a hand-over package was returned: " + receipt.reason()
                            + ". Mend it and hand it over again");
            tell(connection, now, why, receipt.at());
        }
    }

    private void tell(Connection connection, MediationCase one, Text why, Instant at) throws SQLException {
        MediationStore.Alert alert = cases.alert(connection, one.alertId());
        Notice notice = new Notice(
                Notice.Kind.MEDIATION,
                alert.id(),
                alert.ownerPost(),
                Optional.ofNullable(one.mediator()),
                alert.tier(),
                why);
        outbox.put(connection, List.of(notice), at);
    }

    private LitigationPackage pack(Connection connection, MediationCase one, String by) throws SQLException {
        int revision = packages.latest(connection, one.id())
                        .map(last -> last.made().meta().revision())
                        .orElse(0)
                + 1;
        String release = cases.alert(connection, one.alertId()).release();
        var making = new Packing.Making(
                revision, body, release, clock.instant(), by, publicUrl + "/api/v1/mediation-cases/" + one.id());
        return Packing.pack(one, enterprises.find(one.enterpriseId()).orElseThrow(), making);
    }

    private Completeness measure(LitigationPackage made, MediationCase one) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Time.CITY);
        return Completeness.of(made, one, StatutoryClocks.of(one, calendar), today);
    }

    private static void refuse(List<Completeness.Finding> stops) {
        if (stops.isEmpty()) return;
        throw Failure.invalid(
                "package-stopped",
                stops.stream().map(stop -> stop.path() + "：" + stop.text().zh()).collect(Collectors.joining("；")),
                stops.stream()
                        .map(stop -> stop.path() + ": " + stop.text().en())
                        .collect(Collectors.joining("; ")));
    }

    private static void refuseUnlessValid(LitigationPackage made) {
        List<String> wrong = PackageSchema.violations(Json.tree(made));
        if (wrong.isEmpty()) return;
        String first = String.join("; ", wrong.subList(0, Math.min(5, wrong.size())));
        throw Failure.invalid(
                "package-invalid", "移送包不符合公布的格式：" + first, "The package is not as its schema says: " + first);
    }

    private static Text said(LitigationPackage made) {
        LitigationPackage.Meta meta = made.meta();
        return new Text(
                "第" + meta.revision() + "版，完整度" + meta.completenessPercent() + "%",
                "revision " + meta.revision() + ", " + meta.completenessPercent() + " % complete");
    }

    private PackageStore.Kept kept(UUID id) {
        return Transactions.inTransaction(database, connection -> {
            cases.find(connection, id);
            return packages.latest(connection, id).orElseThrow(() -> none(id));
        });
    }

    private static Failure none(UUID id) {
        return Failure.notFound(
                "package-missing",
                "案件 " + id + " 尚未移送。请先 POST /api/v1/mediation-cases/" + id + "/handover。",
                "Case " + id + " was not handed over yet. POST /api/v1/mediation-cases/" + id + "/handover first.");
    }
}
