package org.fengqiao.cli.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.fengqiao.alerting.AlertScope;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.SignIn;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.platform.security.AccountLogin;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.response.AlertActions;
import org.fengqiao.response.AlertActions.StepResult;

/** What the commands that work on an alert share: who may, and how it is printed. */
@ApplicationScoped
class AlertCommandSupport {
    private static final String[] LABOUR = {
        Roles.INFORMATION_OFFICER, Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD
    };

    @Inject
    AlertActions actions;

    @Inject
    AccountLogin login;

    /** The user name of whoever signs, if the alert is his to work on: of his area, and on his side. */
    String requireUser(UUID alert, SignIn by) {
        AlertScope place = actions.placeOf(alert);
        boolean care = place.dimension() == Dimension.CARE;
        return by.authenticateInArea(login, place.areaPath(), care ? new String[] {Roles.CARE_STAFF} : LABOUR);
    }

    static CommandOutput.Printable table(StepResult done) {
        return TextTable.of(
                        new BilingualText("预警", "Alert"), new BilingualText("状态", "State"), new BilingualText("", ""))
                .row(done.alert(), done.state(), done.said());
    }
}
