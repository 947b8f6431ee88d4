package org.fengqiao.cli.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.inquiry.alert.AlertFilter;
import org.fengqiao.inquiry.alert.AlertQueries;
import org.fengqiao.inquiry.alert.AlertSummary;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** The gravest open labour alerts, for whoever sits at the machine itself. */
@ApplicationScoped
public class TopAlerts {
    private final AlertQueries queries;

    TopAlerts(AlertQueries queries) {
        this.queries = queries;
    }

    List<AlertSummary> list(Tier tier, int top) {
        if (top < 1 || top > 200) {
            throw ProblemException.invalid("top-out-of-range", "--top 应在1到200之间", "--top must be between 1 and 200");
        }
        var filter = new AlertFilter(Dimension.LABOUR, List.of(), null, null, tier, AlertFilter.State.OPEN);
        return queries.list(filter, null, top).items();
    }

    /** A few lines each: what, who must act, why, and why he. */
    public CommandOutput.Printable printed(Tier tier, int top) {
        List<AlertSummary> alerts = list(tier, top);
        return language -> {
            if (alerts.isEmpty()) return language.of(new BilingualText("没有未结的预警。", "There are no open alerts."));
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < alerts.size(); i++) {
                AlertSummary alert = alerts.get(i);
                String holder =
                        alert.owner().username() == null ? "-" : alert.owner().username();
                lines.append(String.format(
                        "%2d. %s  %.1f  %s%n      %s%n      → %s (%s)%n      %s%n",
                        i + 1,
                        language.of(alert.tierLabel()),
                        alert.score(),
                        alert.enterprise(),
                        language.of(alert.reason()),
                        language.of(alert.owner().name()),
                        holder,
                        language.of(alert.why())));
            }
            return lines.toString().stripTrailing();
        };
    }
}
