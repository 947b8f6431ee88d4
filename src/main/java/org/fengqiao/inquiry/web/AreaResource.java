package org.fengqiao.inquiry.web;

import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.inquiry.AreaQueries;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.registry.area.Area;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The areas as they are now; public, so open to every authenticated caller. */
@Path("/api/v1/areas")
@Tag(name = "Areas")
@Authenticated
class AreaResource {
    @Inject
    AreaQueries areas;

    @GET
    @Operation(summary = "Children of an area, or all areas of a level below it")
    public CursorPage<AreaQueries.AreaView> below(
            @RestQuery @DefaultValue(Area.ROOT) String parent,
            @RestQuery String level,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return areas.below(
                areas.require(parent), RequestParameters.oneOf("level", Area.Level.class, level), cursor, limit);
    }

    @GET
    @Path("/{code}")
    @Operation(summary = "One area by its code")
    public AreaQueries.AreaView find(@RestPath String code) {
        return areas.require(code);
    }
}
