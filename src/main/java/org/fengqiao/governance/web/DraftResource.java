package org.fengqiao.governance.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.governance.DraftEditor;
import org.fengqiao.governance.DraftService;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Drafts of rules and their editing. Rules are those of the whole city, so no area limits who reads them. */
@Path("/api/v1/rules/drafts")
@Tag(name = "Rules: drafts")
@RolesAllowed({Roles.POLICY_EDITOR, Roles.POLICY_APPROVER, Roles.AUDITOR, Roles.ADMINISTRATOR})
class DraftResource {
    /** @param release to begin with; left out for the live one */
    record NewDraft(@NotBlank @Size(max = 200) String title, String release) {}

    /** What was made. */
    record CreatedId(UUID id) {}

    /** @param seen the value as it was shown to the editor */
    record CellEdit(
            @NotBlank String file,
            @NotBlank String row,
            @NotBlank String column,
            @NotNull String seen,
            @NotNull String value) {}

    record NewRow(@NotBlank String file, @NotEmpty Map<String, String> cells) {}

    /** @param seen the whole row as it was shown to the editor */
    record RowRemoval(
            @NotBlank String file,
            @NotBlank String row,
            @NotEmpty Map<String, String> seen) {}

    /** @param lastDay on which it is in force; blank for no end */
    record RowEnd(
            @NotBlank String file,
            @NotBlank String row,
            @NotNull String seen,
            @NotNull String lastDay) {}

    /** @param seen the text as it was shown, left out for a new file; {@code text} left out to remove the file */
    record FileText(@NotBlank String file, String seen, String text) {}

    /** A file that is no table is text; a table has rows. */
    record FileContent(String file, String text) {}

    record RowKey(String file, String row) {}

    @Inject
    DraftService drafts;

    @Inject
    DraftEditor editor;

    @Inject
    Caller caller;

    @GET
    @Operation(summary = "Drafts under way; with all=true also those published or discarded")
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
    @Operation(summary = "One draft: where it came from, how far it is, who wrote it")
    public DraftService.DraftSummary one(@RestPath String id) {
        return drafts.get(RequestParameters.id(id));
    }

    @GET
    @Path("/{id}/log")
    @Operation(summary = "Who did what to it and when")
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

    @PUT
    @Path("/{id}/text")
    @RolesAllowed(Roles.POLICY_EDITOR)
    @Operation(summary = "Replace, add or remove a file")
    public void replace(@RestPath String id, @NotNull @Valid FileText change) {
        editor.replaceFile(RequestParameters.id(id), change.file(), change.seen(), change.text(), caller.username());
    }

    @POST
    @Path("/{id}/cells")
    @RolesAllowed(Roles.POLICY_EDITOR)
    @Operation(summary = "Change a cell; refused with 409 when somebody changed it after it was shown")
    public void edit(@RestPath String id, @NotNull @Valid CellEdit edit) {
        editor.editCell(
                RequestParameters.id(id),
                edit.file(),
                edit.row(),
                edit.column(),
                edit.seen(),
                edit.value(),
                caller.username());
    }

    @POST
    @Path("/{id}/rows")
    @ResponseStatus(201)
    @RolesAllowed(Roles.POLICY_EDITOR)
    @Operation(summary = "Add a row")
    public RowKey add(@RestPath String id, @NotNull @Valid NewRow row) {
        return new RowKey(
                row.file(), editor.addRow(RequestParameters.id(id), row.file(), row.cells(), caller.username()));
    }

    @POST
    @Path("/{id}/rows/remove")
    @RolesAllowed(Roles.POLICY_EDITOR)
    @Operation(summary = "Remove a row that was never live; one that was is better ended")
    public void remove(@RestPath String id, @NotNull @Valid RowRemoval gone) {
        editor.removeRow(RequestParameters.id(id), gone.file(), gone.row(), gone.seen(), caller.username());
    }

    @POST
    @Path("/{id}/rows/end")
    @RolesAllowed(Roles.POLICY_EDITOR)
    @Operation(summary = "Say the last day on which a row is in force")
    public void end(@RestPath String id, @NotNull @Valid RowEnd end) {
        editor.endRow(RequestParameters.id(id), end.file(), end.row(), end.seen(), end.lastDay(), caller.username());
    }
}
