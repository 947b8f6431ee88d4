package org.fengqiao.governance.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.governance.DraftEditor;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** Changes to a draft. Each says what its author saw, and is refused with 409 when somebody changed that meanwhile. */
@Path("/api/v1/rules/drafts")
@Tag(name = "Rules: drafts")
@RolesAllowed(Roles.POLICY_EDITOR)
class DraftEditingResource {
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

    record RowKey(String file, String row) {}

    @Inject
    DraftEditor editor;

    @Inject
    Caller caller;

    @PUT
    @Path("/{id}/text")
    @Operation(summary = "Replace, add or remove a file")
    public void replace(@RestPath String id, @NotNull @Valid FileText change) {
        editor.replaceFile(RequestParameters.id(id), change.file(), change.seen(), change.text(), caller.username());
    }

    @POST
    @Path("/{id}/cells")
    @Operation(summary = "Change a cell")
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
    @Operation(summary = "Add a row")
    public RowKey add(@RestPath String id, @NotNull @Valid NewRow row) {
        return new RowKey(
                row.file(), editor.addRow(RequestParameters.id(id), row.file(), row.cells(), caller.username()));
    }

    @POST
    @Path("/{id}/rows/remove")
    @Operation(summary = "Remove a row that was never live; end one that was")
    public void remove(@RestPath String id, @NotNull @Valid RowRemoval gone) {
        editor.removeRow(RequestParameters.id(id), gone.file(), gone.row(), gone.seen(), caller.username());
    }

    @POST
    @Path("/{id}/rows/end")
    @Operation(summary = "Set the last day on which a row is in force")
    public void end(@RestPath String id, @NotNull @Valid RowEnd end) {
        editor.endRow(RequestParameters.id(id), end.file(), end.row(), end.seen(), end.lastDay(), caller.username());
    }
}
