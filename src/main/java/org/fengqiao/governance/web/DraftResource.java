package org.fengqiao.governance.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.governance.DraftService;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Drafts of rules, started and read. Rules hold for the whole city, so no area limits who reads them. */
@Path("/api/v1/rules/drafts")
@Tag(name = "Rules: drafts")
@RolesAllowed({Roles.POLICY_EDITOR, Roles.POLICY_APPROVER, Roles.AUDITOR, Roles.ADMINISTRATOR})
class DraftResource {
    /** @param release to begin with; left out for the live one */
    record NewDraft(@NotBlank @Size(max = 200) String title, String release) {}

    /** Of what was created. */
    record CreatedId(UUID id) {}

    /** A file other than a table. */
    record FileContent(String file, String text) {}

    @Inject
    DraftService drafts;

    @Inject
    Caller caller;

    @GET
    @Operation(summary = "Drafts under way, the latest 200; with all=true also those published or discarded")
    public List<DraftService.DraftSummary> list(@RestQuery @DefaultValue("false") boolean all) {
        return drafts.list(all);
    }

    @POST
    @ResponseStatus(201)
    @RolesAllowed(Roles.POLICY_EDITOR)
    @Operation(summary = "Start a draft from a release")
    public CreatedId start(@NotNull @Valid NewDraft wanted) {
        return new CreatedId(drafts.start(wanted.title(), wanted.release(), caller.username()));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One draft: where it came from, its state, and its authors")
    public DraftService.DraftSummary get(@RestPath String id) {
        return drafts.get(RequestParameters.id(id));
    }

    @GET
    @Path("/{id}/log")
    @Operation(summary = "Who did what to it and when; the latest 1,000 entries")
    public List<DraftService.LogEntry> log(@RestPath String id) {
        return drafts.logEntries(RequestParameters.id(id));
    }

    @GET
    @Path("/{id}/files")
    @Operation(summary = "Names of its files")
    public Set<String> files(@RestPath String id) {
        return drafts.files(RequestParameters.id(id)).keySet();
    }

    @GET
    @Path("/{id}/table")
    @Operation(summary = "The rows of a table, each with its id and cells")
    public DraftService.DraftTable table(@RestPath String id, @RestQuery String file) {
        return drafts.table(RequestParameters.id(id), file);
    }

    @GET
    @Path("/{id}/text")
    @Operation(summary = "A file as text: a written rule, cases")
    public FileContent text(@RestPath String id, @RestQuery String file) {
        return new FileContent(file, drafts.text(RequestParameters.id(id), file));
    }
}
