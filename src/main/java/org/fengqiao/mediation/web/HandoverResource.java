package org.fengqiao.mediation.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.mediation.handover.Completeness;
import org.fengqiao.mediation.handover.HandoverService;
import org.fengqiao.mediation.handover.LitigationPackage;
import org.fengqiao.mediation.handover.PackageReceipts;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.jboss.resteasy.reactive.RestPath;

/** The hand-over of a case: what is lacking, the package, its paper, its receipt. */
@Path("/api/v1/mediation-cases")
@Tag(name = "Mediation: hand-over")
class HandoverResource {
    private static final String PDF = "application/pdf";

    record ReceiptRequest(String state, String number, String reason) {}

    @Inject
    HandoverService handovers;

    @Inject
    PackageReceipts receipts;

    @Inject
    CaseAccess access;

    @Inject
    Caller caller;

    @GET
    @Path("/{id}/completeness")
    @RolesAllowed({
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.AUDITOR,
        Roles.ADMINISTRATOR
    })
    @Operation(summary = "What a package of this case lacks, and in percent how complete it is")
    public Completeness completeness(@RestPath String id) {
        return handovers.completeness(access.requireAccessible(id), caller.username());
    }

    @POST
    @Path("/{id}/handover")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "Hand it over; one that is under way is given back as it is")
    public HandoverService.HandoverStatus handOver(@RestPath String id) {
        UUID mine = access.requireAccessible(id);
        handovers.handOver(mine, caller.username());
        return handovers.status(mine);
    }

    @GET
    @Path("/{id}/handover")
    @Produces("application/json")
    @RolesAllowed({
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.AUDITOR,
        Roles.ADMINISTRATOR
    })
    @Operation(summary = "The latest package with its receipt")
    public String latestPackage(@RestPath String id) {
        return handovers.json(access.requireAccessible(id));
    }

    @GET
    @Path("/{id}/handover/pdf")
    @Produces(PDF)
    @RolesAllowed({
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.AUDITOR,
        Roles.ADMINISTRATOR
    })
    @Operation(summary = "The same as a paper, with a code that opens the case")
    public byte[] paper(@RestPath String id) {
        return handovers.pdf(access.requireAccessible(id));
    }

    @POST
    @Path("/{id}/receipt")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "What the receiver did: accepted (number), or returned (reason)")
    public HandoverService.HandoverStatus receipt(@RestPath String id, ReceiptRequest said) {
        UUID mine = access.requireAccessible(id);
        ReceiptRequest given = Objects.requireNonNullElse(said, new ReceiptRequest(null, null, null));
        var state = RequestParameters.oneOf("state", LitigationPackage.ReceiptState.class, given.state());
        if (state == null) {
            throw ProblemException.invalid(
                    "receipt-incomplete",
                    "请给出回执状态 state：ACCEPTED 或 RETURNED",
                    "Give the \"state\" of the receipt: ACCEPTED or RETURNED");
        }
        receipts.record(mine, caller.username(), state, given.number(), given.reason());
        return handovers.status(mine);
    }
}
