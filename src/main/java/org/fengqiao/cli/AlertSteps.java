package org.fengqiao.cli;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.fengqiao.platform.AccountLogin;
import org.fengqiao.platform.Roles;
import org.fengqiao.platform.Text;
import org.fengqiao.policy.Dimension;
import org.fengqiao.response.AlertActions;
import org.fengqiao.response.AlertActions.Done;
import org.fengqiao.response.AlertPlace;

/** What the commands that work on an alert share: who may, and how it is printed. */
@ApplicationScoped
class AlertSteps {
    private static final String[] LABOUR = {
        Roles.INFORMATION_OFFICER, Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD
    };

    @Inject
    AlertActions actions;

    @Inject
    AccountLogin login;

    /** The user name of whoever signs, if the alert is his to work on: of his area, and on his side. */
    String userFor(UUID alert, SignIn by) {
        AlertPlace place = actions.placeOf(alert);
        boolean care = place.dimension() == Dimension.CARE;
        return by.within(login, place.areaPath(), care ? new String[] {Roles.CARE_STAFF} : LABOUR);
    }

    static Output.Printed printed(Done done) {
        return Table.of(new Text("预警", "Alert"), new Text("状态", "State"), new Text("", ""))
                .row(done.alert(), done.state(), done.said());
    }
}
