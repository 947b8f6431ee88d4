package org.fengqiao.mediation.handover;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.mediation.MediationCase;
import org.fengqiao.mediation.SourceAlerts;
import org.fengqiao.platform.attachment.AttachmentQueries;
import org.fengqiao.platform.security.Accounts;
import org.fengqiao.registry.enterprise.EnterpriseStore;

/** Makes the package of a case as it stands now. */
@ApplicationScoped
class PackageMaker {
    private final PackageRepository packages;
    private final SourceAlerts alerts;
    private final EnterpriseStore enterprises;
    private final InstantSource clock;
    private final Accounts accounts;
    private final AttachmentQueries attachments;
    private final Optional<String> publicUrl;
    private final String mediationBody;

    PackageMaker(
            PackageRepository packages,
            SourceAlerts alerts,
            EnterpriseStore enterprises,
            InstantSource clock,
            Accounts accounts,
            AttachmentQueries attachments,
            @ConfigProperty(name = "fengqiao.public-url") String publicUrl,
            @ConfigProperty(name = "fengqiao.handover.mediation-body") String mediationBody) {
        this.packages = packages;
        this.alerts = alerts;
        this.enterprises = enterprises;
        this.clock = clock;
        this.accounts = accounts;
        this.attachments = attachments;
        this.publicUrl = Optional.of(publicUrl).filter(PackageMaker::isPublic);
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
                name(by),
                mediation.mediator() == null ? null : name(mediation.mediator()),
                publicUrl.map(url -> url + "/mediation-cases/" + mediation.id()).orElse(null));
        LitigationPackage made = PackageAssembler.pack(
                mediation, enterprises.find(mediation.enterpriseId()).orElseThrow(), details);
        return made.with(attachments.find(made.attachments()));
    }

    /** Whoever signed in at another provider has no name here, and a user name says nothing to a court. */
    private String name(String username) {
        return accounts.displayName(username).orElse("（姓名未登记 name not recorded）");
    }

    /** A link to this very machine opens nothing for whoever holds the paper. */
    static boolean isPublic(String url) {
        String host = URI.create(url).getHost();
        return host != null && !host.equals("localhost") && !host.equals("[::1]") && !host.startsWith("127.");
    }
}
