package org.fengqiao.mediation.handover;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.mediation.CaseHistory;
import org.fengqiao.mediation.MediationCase;
import org.fengqiao.mediation.MediationCaseRepository;
import org.fengqiao.mediation.MediationJson;
import org.fengqiao.mediation.StatutoryClocks;
import org.fengqiao.mediation.handover.LitigationPackage.Receipt;
import org.fengqiao.mediation.handover.LitigationPackage.ReceiptState;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.platform.text.BilingualText;

/** Hands cases over; {@link PackageDelivery} brings their packages to the receiver. */
@ApplicationScoped
@Transactional
public class HandoverService {
    private final MediationCaseRepository cases;
    private final PackageRepository packages;
    private final PackageMaker maker;
    private final CaseHistory history;
    private final WorkingCalendars calendars;
    private final InstantSource clock;

    HandoverService(
            MediationCaseRepository cases,
            PackageRepository packages,
            PackageMaker maker,
            CaseHistory history,
            WorkingCalendars calendars,
            InstantSource clock) {
        this.cases = cases;
        this.packages = packages;
        this.maker = maker;
        this.history = history;
        this.calendars = calendars;
        this.clock = clock;
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
        private static HandoverStatus of(StoredPackage stored) {
            LitigationPackage.Meta meta = stored.content().meta();
            return new HandoverStatus(
                    meta.packageId(),
                    meta.revision(),
                    meta.packageSha256(),
                    meta.completenessPercent(),
                    meta.receipt(),
                    stored.attempts,
                    stored.failure);
        }
    }

    /** What the package of a case would lack if it were handed over now. */
    public Completeness completeness(UUID id, String by) {
        MediationCase mediation = cases.require(id);
        return measure(maker.make(mediation, by), mediation);
    }

    private Completeness measure(LitigationPackage made, MediationCase mediation) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Time.CITY);
        return Completeness.of(made, mediation, StatutoryClocks.of(mediation, calendars.current()), today);
    }

    /** Makes the package and hands it over; one that is under way already is returned as it is. */
    public LitigationPackage handOver(UUID id, String by) {
        MediationCase mediation = cases.lock(id);
        Optional<StoredPackage> last = packages.latest(id);
        if (last.isPresent() && last.get().state != ReceiptState.RETURNED)
            return last.get().content();
        mediation.requireReadyForHandOver();
        LitigationPackage draft = maker.make(mediation, by);
        Completeness completeness = measure(draft, mediation);
        refuseIfBlocked(completeness.blockers());
        LitigationPackage made = draft.withCompleteness(completeness).withHash();
        refuseUnlessValid(made);
        packages.persist(new StoredPackage(made, by));
        mediation.handOver();
        history.add(mediation, AlertEvent.MEDIATION_HANDED_OVER, by, note(made), clock.instant());
        return made;
    }

    public LitigationPackage latest(UUID id) {
        return requireLatest(id).content();
    }

    public String json(UUID id) {
        return requireLatest(id).json();
    }

    public byte[] pdf(UUID id) {
        return LitigationPdf.of(latest(id));
    }

    public HandoverStatus status(UUID id) {
        return HandoverStatus.of(requireLatest(id));
    }

    /** Empty as long as the case was not handed over. */
    public Optional<HandoverStatus> find(UUID id) {
        return packages.latest(id).map(HandoverStatus::of);
    }

    private static void refuseIfBlocked(List<Completeness.PackageFinding> blockers) {
        if (blockers.isEmpty()) return;
        throw ProblemException.invalid(
                "package-stopped",
                blockers.stream()
                        .map(finding -> finding.path() + "：" + finding.text().zh())
                        .collect(Collectors.joining("；")),
                blockers.stream()
                        .map(finding -> finding.path() + ": " + finding.text().en())
                        .collect(Collectors.joining("; ")));
    }

    private static void refuseUnlessValid(LitigationPackage made) {
        List<String> violations = PackageSchema.violations(MediationJson.tree(made));
        if (violations.isEmpty()) return;
        String first = String.join("; ", violations.subList(0, Math.min(5, violations.size())));
        throw ProblemException.invalid(
                "package-invalid",
                "移送包不符合公布的格式：" + first,
                "The package does not conform to its published schema: " + first);
    }

    private static BilingualText note(LitigationPackage made) {
        LitigationPackage.Meta meta = made.meta();
        return new BilingualText(
                "第" + meta.revision() + "版，完整度" + meta.completenessPercent() + "%",
                "revision " + meta.revision() + ", " + meta.completenessPercent() + " % complete");
    }

    private StoredPackage requireLatest(UUID id) {
        cases.require(id);
        return packages.requireLatest(id);
    }
}
