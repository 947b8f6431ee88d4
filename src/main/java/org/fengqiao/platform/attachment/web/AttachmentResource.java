package org.fengqiao.platform.attachment.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.attachment.AttachmentQueries;
import org.fengqiao.platform.attachment.AttachmentUpload;
import org.fengqiao.platform.attachment.AttachmentView;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Files are uploaded here first; the step, the report or the form then names the id that this returns. */
@Path("/api/v1/attachments")
@Tag(name = "Attachments")
@RolesAllowed({
    Roles.ENTERPRISE,
    Roles.INFORMATION_OFFICER,
    Roles.MEDIATOR,
    Roles.MEDIATION_LEAD,
    Roles.LABOUR_OFFICER,
    Roles.LABOUR_OFFICE_HEAD,
    Roles.SUBDISTRICT_LEADER,
    Roles.DISTRICT_HR,
    Roles.TRADE_UNION,
    Roles.GOVERNANCE_CENTRE,
    Roles.CARE_STAFF,
    Roles.ADMINISTRATOR,
    Roles.OBSERVATIONS_WRITE
})
class AttachmentResource {
    @Inject
    AttachmentUpload uploads;

    @Inject
    AttachmentQueries attachments;

    @Inject
    AttachmentDownload download;

    @Inject
    Caller caller;

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(summary = "Upload a file (form field \"file\"); what is attached to nothing is deleted after a while")
    public AttachmentView upload(@RestForm("file") FileUpload file) {
        if (file == null) {
            throw ProblemException.invalid(
                    "file-missing",
                    "请以 multipart/form-data 的字段 file 上传一个文件",
                    "Send one file in the field \"file\" of multipart/form-data");
        }
        return uploads.upload(file.uploadedFile(), file.fileName(), caller.username(), caller.areaPath());
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "A file I uploaded; those of others are found at their alert, case or enterprise")
    public Response own(@RestPath String id) {
        UUID attachment = RequestParameters.id(id);
        caller.requireArea(attachments.areaOf(attachment));
        return download.of(attachments.requireOwn(attachment, caller.username()));
    }
}
