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

/** The hand-over of a case: what is missing, the package as JSON and PDF, and its receipt. */
@Path("/api/v1/mediation-cases")
@Tag(name = "Mediation: hand-over")
@RolesAllowed({
    Roles.MEDIATOR,
    Roles.MEDIATION_LEAD,
    Roles.LABOUR_OFFICER,
    Roles.LABOUR_OFFICE_HEAD,
    Roles.SUBDISTRICT_LEADER,
    Roles.DISTRICT_HR,
    Roles.AUDITOR,
    Roles.ADMINISTRATOR
})
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
    @Operation(summary = "What the package of this case lacks, and how complete it is in percent")
    public Completeness completeness(@RestPath String id) {
        return handovers.completeness(access.requireAccessible(id), caller.username());
    }

    @POST
    @Path("/{id}/handover")
    @RolesAllowed({Roles.MEDIATOR, Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "Hand the case over; a package under way is returned as it is")
    public HandoverService.HandoverStatus handOver(@RestPath String id) {
        UUID caseId = access.requireAccessible(id);
        handovers.handOver(caseId, caller.username());
        return handovers.status(caseId);
    }

    @GET
    @Path("/{id}/handover")
    @Produces("application/json")
    @Operation(summary = "The latest package with its receipt")
    public String latestPackage(@RestPath String id) {
        return handovers.json(access.requireAccessible(id));
    }

    @GET
    @Path("/{id}/handover/pdf")
    @Produces(PDF)
    @Operation(summary = "The same as a PDF, with a QR code that opens the case")
    public byte[] pdf(@RestPath String id) {
        return handovers.pdf(access.requireAccessible(id));
    }

    @POST
    @Path("/{id}/receipt")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "Record the receipt: ACCEPTED with its number, or RETURNED with the reason")
    public HandoverService.HandoverStatus receipt(@RestPath String id, ReceiptRequest request) {
        UUID caseId = access.requireAccessible(id);
        ReceiptRequest given = Objects.requireNonNullElse(request, new ReceiptRequest(null, null, null));
        var state = RequestParameters.oneOf("state", LitigationPackage.ReceiptState.class, given.state());
        if (state == null) {
            throw ProblemException.invalid(
                    "receipt-incomplete",
                    "请给出回执状态 state：ACCEPTED 或 RETURNED",
                    "Give the \"state\" of the receipt: ACCEPTED or RETURNED");
        }
        receipts.record(caseId, caller.username(), state, given.number(), given.reason());
        return handovers.status(caseId);
    }
}
