package org.fengqiao.inquiry.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.fengqiao.inquiry.AreaQueries;
import org.fengqiao.inquiry.alert.AlertQueries;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.DimensionAccess;
import org.fengqiao.registry.enterprise.Enterprise;
import org.fengqiao.registry.enterprise.EnterpriseStore;

/** What the caller may see. */
@ApplicationScoped
public class AccessScope {
    @Inject
    Caller caller;

    @Inject
    AreaQueries areas;

    @Inject
    EnterpriseStore enterprises;

    @Inject
    AlertQueries alerts;

    /** The area prefixes that restrict a list: the caller's own area and the requested one. */
    public List<String> paths(String area) {
        return area == null || area.isBlank()
                ? List.of(caller.areaPath())
                : List.of(caller.areaPath(), areas.require(area).path());
    }

    /** The id of an enterprise that the caller may see. */
    public UUID enterpriseId(String text) {
        return enterprise(text).id();
    }

    Enterprise enterprise(String text) {
        UUID id = RequestParameters.id(text);
        Enterprise enterprise = enterprises
                .find(id)
                .orElseThrow(() -> ProblemException.notFound(
                        "enterprise-unknown",
                        "没有编号为 " + id + " 的企业。请在 /api/v1/enterprises 查找。",
                        "There is no enterprise " + id + ". Find it at /api/v1/enterprises."));
        caller.requireArea(enterprise.areaPath());
        return enterprise;
    }

    /** The dimension of an alert; throws if the caller may not see it. */
    public Dimension alert(UUID id) {
        AlertQueries.Visibility alert = alerts.locate(id)
                .orElseThrow(() -> ProblemException.notFound(
                        "alert-unknown",
                        "没有编号为 " + id + " 的预警。请在 /api/v1/alerts 查找。",
                        "There is no alert " + id + ". Find it at /api/v1/alerts."));
        caller.requireArea(alert.areaPath());
        DimensionAccess.require(caller, alert.dimension());
        return alert.dimension();
    }
}
