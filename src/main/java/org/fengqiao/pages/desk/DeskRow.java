package org.fengqiao.pages.desk;

import java.util.Comparator;
import java.util.UUID;
import org.fengqiao.inquiry.alert.AlertSummary;
import org.fengqiao.pages.shell.ClockText;
import org.fengqiao.pages.shell.PageWording;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;

/**
 * An alert in the list of a desk.
 *
 * @param next the clock that ends first of those still running; null for none
 * @param owner the post that must act; null where it is the reader's
 * @param href opens it in the reading pane
 */
public record DeskRow(
        UUID id,
        Tier tier,
        BilingualText tierLabel,
        String enterprise,
        String heads,
        String place,
        String reason,
        String state,
        ClockText next,
        String owner,
        String href,
        boolean current) {

    static DeskRow of(AlertSummary alert, PageWording say, String href, boolean current, boolean own) {
        return new DeskRow(
                alert.id(),
                alert.tier(),
                alert.tierLabel(),
                alert.enterprise(),
                say.heads(alert.headcount()),
                say.place(alert.area()),
                say.of(alert.reason()),
                say.of(alert.stateLabel()),
                next(alert, say),
                own ? null : say.of(alert.owner().name()),
                href,
                current);
    }

    private static ClockText next(AlertSummary alert, PageWording say) {
        return alert.clocks().stream()
                .map(say::clock)
                .filter(ClockText::isRunning)
                .min(Comparator.comparing(ClockText::dueAt))
                .orElse(null);
    }
}
