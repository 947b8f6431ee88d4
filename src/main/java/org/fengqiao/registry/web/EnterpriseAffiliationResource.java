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
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.jboss.resteasy.reactive.RestPath;

/** Who belongs to an enterprise: the account that answers for it, and information officers whom it employs. */
@Path("/api/v1/enterprises/{id}/people")
@Tag(name = "Enterprise tasks")
@RolesAllowed({Roles.LABOUR_OFFICE_HEAD, Roles.ADMINISTRATOR})
class EnterpriseAffiliationResource {
    @Inject
    EnterpriseAffiliations ties;

    @Inject
    EnterpriseStore enterprises;

    @Inject
    Accounts accounts;

    @Inject
    Caller caller;

    @Inject
    InstantSource clock;

    @GET
    @Operation(summary = "Who belongs to the enterprise now")
    public List<EnterpriseAffiliations.Affiliation> list(@RestPath String id) {
        return ties.of(mine(id), clock.instant());
    }

    @PUT
    @Path("/{tie}/{username}")
    @Operation(summary = "Bind an account: speaks_for (role enterprise) or employed_by")
    public List<EnterpriseAffiliations.Affiliation> bind(
            @RestPath String id, @RestPath String tie, @RestPath String username) {
        UUID enterprise = mine(id);
        EnterpriseAffiliations.AffiliationKind kind =
                RequestParameters.oneOf("tie", EnterpriseAffiliations.AffiliationKind.class, tie);
        boolean fits = accounts.rolesOf(username).contains(Roles.ENTERPRISE)
                == (kind == EnterpriseAffiliations.AffiliationKind.SPEAKS_FOR);
        if (!fits) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "tie-unfit",
                    "speaks_for 须是角色为 enterprise 的账号，employed_by 须是其他角色的账号",
                    "speaks_for needs an account with the role enterprise, employed_by one of another role");
        }
        ties.add(username, enterprise, kind, caller.username(), clock.instant());
        return ties.of(enterprise, clock.instant());
    }

    @DELETE
    @Path("/{tie}/{username}")
    @Operation(summary = "End it; what was done meanwhile stays as it was")
    public List<EnterpriseAffiliations.Affiliation> end(
            @RestPath String id, @RestPath String tie, @RestPath String username) {
        UUID enterprise = mine(id);
        ties.end(
                username,
                enterprise,
                RequestParameters.oneOf("tie", EnterpriseAffiliations.AffiliationKind.class, tie),
                clock.instant());
        return ties.of(enterprise, clock.instant());
    }

    private UUID mine(String text) {
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
