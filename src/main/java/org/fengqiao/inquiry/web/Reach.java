package org.fengqiao.inquiry.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.fengqiao.assessment.web.DimensionAccess;
import org.fengqiao.inquiry.AlertQueries;
import org.fengqiao.inquiry.AreaQueries;
import org.fengqiao.platform.Caller;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.web.Parameters;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.Enterprise;
import org.fengqiao.registry.EnterpriseStore;

/** What of the city a caller may look at. */
@ApplicationScoped
class Reach {
    @Inject
    Caller caller;

    @Inject
    AreaQueries areas;

    @Inject
    EnterpriseStore enterprises;

    @Inject
    AlertQueries alerts;

    /** The prefixes a list is narrowed by: the caller's own area, and the one asked for. */
    List<String> paths(String area) {
        return area == null || area.isBlank()
                ? List.of(caller.areaPath())
                : List.of(caller.areaPath(), areas.require(area).path());
    }

    Enterprise enterprise(String text) {
        UUID id = Parameters.id(text);
        Enterprise enterprise = enterprises
                .find(id)
                .orElseThrow(() -> Failure.notFound(
                        "enterprise-unknown",
                        "没有编号为 " + id + " 的企业。请在 /api/v1/enterprises 查找。",
                        "There is no enterprise " + id + ". Find it at /api/v1/enterprises."));
        caller.requireArea(enterprise.areaPath());
        return enterprise;
    }

    /** The dimension of an alert the caller may see. */
    Dimension alert(UUID id) {
        AlertQueries.Located alert = alerts.locate(id)
                .orElseThrow(() -> Failure.notFound(
                        "alert-unknown",
                        "没有编号为 " + id + " 的预警。请在 /api/v1/alerts 查找。",
                        "There is no alert " + id + ". Find it at /api/v1/alerts."));
        caller.requireArea(alert.areaPath());
        DimensionAccess.require(caller, alert.dimension());
        return alert.dimension();
    }
}
