package org.fengqiao.cli.alerts;

import jakarta.inject.Inject;
import java.util.UUID;
import org.fengqiao.alerting.AlertScope;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.SignIn;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.response.AlertActions;
import org.fengqiao.response.StepResult;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A step in the life of one alert, taken by somebody who may: of its area, and on its side. */
abstract class AlertStepCommand implements Runnable {
    static final String[] LABOUR = {
        Roles.INFORMATION_OFFICER,
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.SUBDISTRICT_LEADER,
        Roles.DISTRICT_HR,
        Roles.TRADE_UNION,
        Roles.GOVERNANCE_CENTRE
    };

    @Parameters(paramLabel = "ALERT", description = "预警编号 / id of the alert")
    UUID alert;

    @Mixin
    SignIn by;

    @Mixin
    CommandOutput out;

    @Inject
    AlertActions actions;

    abstract StepResult take(String username);

    @Override
    public void run() {
        show(out, take(requireUser(alert)));
    }

    static void show(CommandOutput out, StepResult result) {
        out.show(result, () -> TextTable.of(
                        new BilingualText("预警", "Alert"), new BilingualText("状态", "State"), new BilingualText("", ""))
                .row(result.alert(), result.state().text(), result.said()));
    }

    /** The user name of whoever signs in, if the alert is theirs to work on. */
    String requireUser(UUID alert) {
        AlertScope scope = actions.scopeOf(alert);
        boolean care = scope.dimension() == Dimension.CARE;
        return by.authenticateInArea(scope.areaPath(), care ? new String[] {Roles.CARE_STAFF} : LABOUR);
    }
}
