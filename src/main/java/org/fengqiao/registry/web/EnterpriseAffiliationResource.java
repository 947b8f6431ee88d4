package org.fengqiao.registry.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Accounts;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.registry.enterprise.EnterpriseAffiliations;
import org.fengqiao.registry.enterprise.EnterpriseAffiliations.Affiliation;
import org.fengqiao.registry.enterprise.EnterpriseAffiliations.AffiliationKind;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.jboss.resteasy.reactive.RestPath;

/** Affiliations of an enterprise: the account that speaks for it, and information officers whom it employs. */
@Path("/api/v1/enterprises/{id}/affiliations")
@Tag(name = "Enterprise tasks")
@RolesAllowed({Roles.LABOUR_OFFICE_HEAD, Roles.ADMINISTRATOR})
class EnterpriseAffiliationResource {
    @Inject
    EnterpriseAffiliations affiliations;

    @Inject
    EnterpriseStore enterprises;

    @Inject
    Accounts accounts;

    @Inject
    Caller caller;

    @Inject
    InstantSource clock;

    @GET
    @Operation(summary = "List who is affiliated with the enterprise now")
    public List<Affiliation> list(@RestPath String id) {
        return affiliations.of(enterpriseInMyArea(id), clock.instant());
    }

    @PUT
    @Path("/{kind}/{username}")
    @Operation(summary = "Affiliate an account: speaks_for (role enterprise) or employed_by")
    public List<Affiliation> add(@RestPath String id, @RestPath String kind, @RestPath String username) {
        UUID enterprise = enterpriseInMyArea(id);
        AffiliationKind affiliation = kind(kind);
        boolean isEnterpriseAccount = accounts.rolesOf(username).contains(Roles.ENTERPRISE);
        if (isEnterpriseAccount != (affiliation == AffiliationKind.SPEAKS_FOR)) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "affiliation-role-mismatch",
                    "speaks_for 须是角色为 enterprise 的账号，employed_by 须是其他角色的账号",
                    "speaks_for needs an account with the role enterprise, employed_by one of another role");
        }
        affiliations.add(username, enterprise, affiliation, caller.username(), clock.instant());
        return affiliations.of(enterprise, clock.instant());
    }

    @DELETE
    @Path("/{kind}/{username}")
    @Operation(summary = "End an affiliation; what was done meanwhile stays")
    public List<Affiliation> end(@RestPath String id, @RestPath String kind, @RestPath String username) {
        UUID enterprise = enterpriseInMyArea(id);
        affiliations.end(username, enterprise, kind(kind), clock.instant());
        return affiliations.of(enterprise, clock.instant());
    }

    private static AffiliationKind kind(String text) {
        return RequestParameters.oneOf("kind", AffiliationKind.class, text);
    }

    private UUID enterpriseInMyArea(String text) {
        UUID id = RequestParameters.id(text);
        caller.requireArea(enterprises
                .find(id)
                .orElseThrow(() -> ProblemException.notFound(
                        "enterprise-unknown",
                        "没有编号为 " + id + " 的企业。请在 /api/v1/enterprises 查找。",
                        "There is no enterprise " + id + ". Find it at /api/v1/enterprises."))
                .areaPath());
        return id;
    }
}
