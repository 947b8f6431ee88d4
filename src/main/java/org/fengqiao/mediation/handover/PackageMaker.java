package org.fengqiao.mediation.handover;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.mediation.MediationCase;
import org.fengqiao.mediation.SourceAlerts;
import org.fengqiao.mediation.StatutoryClocks;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.registry.enterprise.EnterpriseStore;

/** Makes the package of a case as it stands now, and measures what it lacks. */
@ApplicationScoped
class PackageMaker {
    private final PackageRepository packages;
    private final SourceAlerts alerts;
    private final EnterpriseStore enterprises;
    private final WorkingCalendars calendars;
    private final InstantSource clock;
    private final String publicUrl;
    private final String mediationBody;

    PackageMaker(
            PackageRepository packages,
            SourceAlerts alerts,
            EnterpriseStore enterprises,
            WorkingCalendars calendars,
            InstantSource clock,
            @ConfigProperty(name = "fengqiao.public-url") String publicUrl,
            @ConfigProperty(name = "fengqiao.handover.mediation-body") String mediationBody) {
        this.packages = packages;
        this.alerts = alerts;
        this.enterprises = enterprises;
        this.calendars = calendars;
        this.clock = clock;
        this.publicUrl = publicUrl;
        this.mediationBody = mediationBody;
    }

    LitigationPackage make(MediationCase mediation, String by) {
        int revision =
                packages.latest(mediation.id()).map(last -> last.revision).orElse(0) + 1;
        var details = new PackageAssembler.HandoverDetails(
                revision,
                mediationBody,
                alerts.get(mediation.alertId()).release(),
                clock.instant(),
                by,
                publicUrl + "/mediation-cases/" + mediation.id());
        return PackageAssembler.pack(
                mediation, enterprises.find(mediation.enterpriseId()).orElseThrow(), details);
    }

    Completeness measure(LitigationPackage made, MediationCase mediation) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Time.CITY);
        return Completeness.of(made, mediation, StatutoryClocks.of(mediation, calendars.current()), today);
    }
}
