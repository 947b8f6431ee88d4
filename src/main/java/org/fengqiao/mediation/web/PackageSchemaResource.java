package org.fengqiao.mediation.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.mediation.handover.PackageSchema;

/** Public: receivers check packages against it and have no account here. */
@Path("/api/v1/litigation-packages/schema")
@Tag(name = "Mediation: hand-over")
class PackageSchemaResource {
    @GET
    @Produces("application/schema+json")
    @PermitAll
    @Operation(summary = "The JSON Schema (2020-12) of a package")
    public String schema() {
        return PackageSchema.text();
    }
}
