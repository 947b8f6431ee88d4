package org.fengqiao.mediation.handover;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.mediation.MediationCase;
import org.fengqiao.mediation.MediationJson;
import org.fengqiao.mediation.MediationStore;
import org.fengqiao.mediation.StatutoryClocks;
import org.fengqiao.mediation.handover.LitigationPackage.Receipt;
import org.fengqiao.mediation.handover.LitigationPackage.ReceiptState;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.registry.enterprise.EnterpriseStore;

/** Makes the package of a case and hands it over; {@link PackageDelivery} brings it to its receiver. */
@ApplicationScoped
public class HandoverService {
    private final DataSource database;
    private final MediationStore cases;
    private final PackageStore packages;
    private final EnterpriseStore enterprises;
    private final InstantSource clock;
    private final String publicUrl;
    private final String body;
    private final WorkingCalendars calendars;

    HandoverService(
            DataSource database,
            MediationStore cases,
            PackageStore packages,
            EnterpriseStore enterprises,
            WorkingCalendars calendars,
            InstantSource clock,
            @ConfigProperty(name = "fengqiao.public-url") String publicUrl,
            @ConfigProperty(name = "fengqiao.handover.mediation-body") String body) {
        this.database = database;
        this.cases = cases;
        this.packages = packages;
        this.enterprises = enterprises;
        this.calendars = calendars;
        this.clock = clock;
        this.publicUrl = publicUrl;
        this.body = body;
    }

    /** Where a package stands with its receiver. */
    public record HandoverStatus(
            UUID packageId,
            int revision,
            String sha256,
            int completenessPercent,
            Receipt receipt,
            int attempts,
            String failure) {
        private static HandoverStatus of(PackageStore.StoredPackage kept) {
            LitigationPackage.Meta meta = kept.made().meta();
            return new HandoverStatus(
                    meta.packageId(),
                    meta.revision(),
                    meta.packageSha256(),
                    meta.completenessPercent(),
                    meta.receipt(),
                    kept.attempts(),
                    kept.failure());
        }
    }

    /** What would be handed over lacks. */
    public Completeness completeness(UUID id, String by) {
        return Transactions.inTransaction(database, connection -> {
            MediationCase one = cases.find(connection, id);
            return measure(connection, pack(connection, one, by), one);
        });
    }

    /** Makes the package and hands it over; one that is under way already is given back as it is. */
    public LitigationPackage handOver(UUID id, String by) {
        return Transactions.inTransaction(database, connection -> {
            MediationCase one = cases.lock(connection, id);
            Optional<PackageStore.StoredPackage> last = packages.latest(connection, id);
            if (last.isPresent() && last.get().made().meta().receipt().state() != ReceiptState.RETURNED) {
                return last.get().made();
            }
            MediationCase away = one.handOver();
            LitigationPackage packed = pack(connection, one, by);
            Completeness lacks = measure(connection, packed, one);
            refuse(lacks.blockers());
            LitigationPackage made = packed.withCompleteness(lacks).withHash();
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
        return MediationJson.write(latest(id));
    }

    public byte[] pdf(UUID id) {
        return LitigationPdf.of(latest(id));
    }

    public HandoverStatus status(UUID id) {
        return HandoverStatus.of(kept(id));
    }

    /** Empty as long as it was not handed over. */
    public Optional<HandoverStatus> find(UUID id) {
        return Transactions.inTransaction(
                database, connection -> packages.latest(connection, id).map(HandoverStatus::of));
    }

    private LitigationPackage pack(Connection connection, MediationCase one, String by) throws SQLException {
        int revision = packages.latest(connection, one.id())
                        .map(last -> last.made().meta().revision())
                        .orElse(0)
                + 1;
        String release = cases.alert(connection, one.alertId()).release();
        var making = new PackageAssembler.HandoverDetails(
                revision, body, release, clock.instant(), by, publicUrl + "/mediation-cases/" + one.id());
        return PackageAssembler.pack(one, enterprises.find(one.enterpriseId()).orElseThrow(), making);
    }

    private Completeness measure(Connection connection, LitigationPackage made, MediationCase one) throws SQLException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Time.CITY);
        return Completeness.of(made, one, StatutoryClocks.of(one, calendars.current(connection)), today);
    }

    private static void refuse(List<Completeness.PackageFinding> stops) {
        if (stops.isEmpty()) return;
        throw ProblemException.invalid(
                "package-stopped",
                stops.stream().map(stop -> stop.path() + "：" + stop.text().zh()).collect(Collectors.joining("；")),
                stops.stream()
                        .map(stop -> stop.path() + ": " + stop.text().en())
                        .collect(Collectors.joining("; ")));
    }

    private static void refuseUnlessValid(LitigationPackage made) {
        List<String> wrong = PackageSchema.violations(MediationJson.tree(made));
        if (wrong.isEmpty()) return;
        String first = String.join("; ", wrong.subList(0, Math.min(5, wrong.size())));
        throw ProblemException.invalid(
                "package-invalid", "移送包不符合公布的格式：" + first, "The package is not as its schema says: " + first);
    }

    private static BilingualText said(LitigationPackage made) {
        LitigationPackage.Meta meta = made.meta();
        return new BilingualText(
                "第" + meta.revision() + "版，完整度" + meta.completenessPercent() + "%",
                "revision " + meta.revision() + ", " + meta.completenessPercent() + " % complete");
    }

    private PackageStore.StoredPackage kept(UUID id) {
        return Transactions.inTransaction(database, connection -> {
            cases.find(connection, id);
            return packages.latest(connection, id).orElseThrow(() -> none(id));
        });
    }

    static ProblemException none(UUID id) {
        return ProblemException.notFound(
                "package-missing",
                "案件 " + id + " 尚未移送。请先 POST /api/v1/mediation-cases/" + id + "/handover。",
                "Case " + id + " was not handed over yet. POST /api/v1/mediation-cases/" + id + "/handover first.");
    }
}
