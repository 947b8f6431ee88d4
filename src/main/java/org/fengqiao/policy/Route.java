package org.fengqiao.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fengqiao.platform.text.BilingualText;

/**
 * A row of routes.csv: which post owns an alert, who else is told, and by when what must have happened.
 *
 * @param headcountFrom at least so many employees
 * @param headcountTo fewer than so many; Integer.MAX_VALUE for no limit
 * @param area the route holds in this area and below; blank everywhere
 * @param owner kind of the post that owns the alert
 * @param clocks step (ack, contact, plan, close, enterprise) to duration, ISO-8601; a leading W means working time
 */
public record Route(
        int ordinal,
        String id,
        Dimension dimension,
        Tier tier,
        int headcountFrom,
        int headcountTo,
        String area,
        String owner,
        List<String> copies,
        Map<String, String> clocks,
        BilingualText enterpriseTask,
        BilingualText reason,
        String legalBasis,
        LocalDate validFrom,
        Optional<LocalDate> validTo) {

    public boolean inForce(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo.isEmpty() || !day.isAfter(validTo.get()));
    }
}
