package org.fengqiao.cli;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.fengqiao.inquiry.AlertFilter;
import org.fengqiao.inquiry.AlertLine;
import org.fengqiao.inquiry.AlertQueries;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Text;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** The gravest open labour alerts, for whoever sits at the machine itself. */
@ApplicationScoped
class TopAlerts {
    private final AlertQueries queries;

    TopAlerts(AlertQueries queries) {
        this.queries = queries;
    }

    List<AlertLine> list(Tier tier, int top) {
        if (top < 1 || top > 200) {
            throw Failure.invalid("top-out-of-range", "--top 应在1到200之间", "--top must be between 1 and 200");
        }
        var filter = new AlertFilter(Dimension.LABOUR, List.of(), null, null, tier, AlertFilter.State.OPEN);
        return queries.list(filter, null, top).items();
    }

    /** A few lines each: what, who must act, why, and why he. */
    Output.Printed printed(Tier tier, int top) {
        List<AlertLine> alerts = list(tier, top);
        return language -> {
            if (alerts.isEmpty()) return language.of(new Text("没有未结的预警。", "There are no open alerts."));
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < alerts.size(); i++) {
                AlertLine alert = alerts.get(i);
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
