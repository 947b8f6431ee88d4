package org.fengqiao.pipeline.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.pipeline.ManualAlerts;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.enterprise.Enterprise;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.StepResult;

/** An alert that an officer raises from what was seen. */
@Path("/api/v1/alerts")
@Tag(name = "Alerts: response")
class ManualAlertResource {
    @Inject
    ManualAlerts alerts;

    @Inject
    EnterpriseStore enterprises;

    @Inject
    Caller caller;

    /**
     * @param tier blue, yellow, orange or red
     * @param note what was seen
     * @param attachments ids of uploaded files
     */
    record RaiseRequest(String enterprise, String tier, String note, List<UUID> attachments) {}

    @POST
    @RolesAllowed({
        Roles.INFORMATION_OFFICER,
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.SUBDISTRICT_LEADER,
        Roles.DISTRICT_HR,
        Roles.TRADE_UNION,
        Roles.GOVERNANCE_CENTRE
    })
    @Operation(
            summary =
                    "Raise an alert from what was seen (enterprise, tier, note); it joins the one that is open, if any")
    public StepResult raise(RaiseRequest request) {
        if (request == null || request.enterprise() == null) {
            throw ProblemException.invalid(
                    "enterprise-missing",
                    "请在 enterprise 写明企业编号，见 /api/v1/enterprises。",
                    "Say in \"enterprise\" which one: its id, from /api/v1/enterprises.");
        }
        UUID id = RequestParameters.id(request.enterprise());
        Enterprise enterprise = enterprises.find(id).orElseThrow(() -> unknown(id));
        caller.requireArea(enterprise.areaPath());
        Tier tier = RequestParameters.oneOf("tier", Tier.class, request.tier());
        if (tier == null) {
            throw ProblemException.invalid(
                    "tier-missing",
                    "请在 tier 写明等级：blue、yellow、orange、red。",
                    "Say in \"tier\" how grave it is: blue, yellow, orange or red.");
        }
        return alerts.raise(id, tier, caller.username(), new StepNote(request.note(), request.attachments()));
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound(
                "enterprise-unknown",
                "没有编号为 " + id + " 的企业。请在 /api/v1/enterprises 查找。",
                "There is no enterprise " + id + ". Find it at /api/v1/enterprises.");
    }
}
