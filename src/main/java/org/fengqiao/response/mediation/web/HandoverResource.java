package org.fengqiao.response.mediation.web;

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
import org.fengqiao.platform.Caller;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Roles;
import org.fengqiao.platform.web.Parameters;
import org.fengqiao.response.mediation.Completeness;
import org.fengqiao.response.mediation.Handovers;
import org.fengqiao.response.mediation.LitigationPackage;
import org.fengqiao.response.mediation.Receipts;
import org.jboss.resteasy.reactive.RestPath;

/** The hand-over of a case: what is lacking, the package, its paper, its receipt. */
@Path("/api/v1/mediation-cases")
@Tag(name = "Mediation: hand-over")
class HandoverResource {
    private static final String PDF = "application/pdf";

    record Receipt(String state, String number, String reason) {}

    @Inject
    Handovers handovers;

    @Inject
    Receipts receipts;

    @Inject
    CaseDoor door;

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
        return handovers.completeness(door.mine(id), caller.username());
    }

    @POST
    @Path("/{id}/handover")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "Hand it over; one that is under way is given back as it is")
    public Handovers.Status handOver(@RestPath String id) {
        UUID mine = door.mine(id);
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
    public String made(@RestPath String id) {
        return handovers.json(door.mine(id));
    }

    @GET
    @Path("/{id}/handover/paper")
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
        return handovers.paper(door.mine(id));
    }

    @POST
    @Path("/{id}/receipt")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "What the receiver did: accepted (number), or returned (reason)")
    public Handovers.Status receipt(@RestPath String id, Receipt said) {
        UUID mine = door.mine(id);
        Receipt given = Objects.requireNonNullElse(said, new Receipt(null, null, null));
        var state = Parameters.oneOf("state", LitigationPackage.State.class, given.state());
        if (state == null) {
            throw Failure.invalid(
                    "receipt-incomplete",
                    "请给出回执状态 state：ACCEPTED 或 RETURNED",
                    "Give the \"state\" of the receipt: ACCEPTED or RETURNED");
        }
        receipts.enter(mine, caller.username(), state, given.number(), given.reason());
        return handovers.status(mine);
    }
}
