package org.fengqiao.response.request;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.policy.Tier;
import org.fengqiao.response.escalation.ResponseTable;

/** How long posts have to answer an offer, and after what time an unanswered request climbs again: response/requests.csv. */
@ApplicationScoped
class RequestTimes {
    private final WorkingCalendars calendars;
    private final Map<Tier, String> answer = table(row -> row.getField("answer"));
    private final Map<Tier, String> again = table(row -> row.getField("again"));

    RequestTimes(WorkingCalendars calendars) {
        this.calendars = calendars;
    }

    private static Map<Tier, String> table(Function<NamedCsvRecord, String> column) {
        Map<Tier, String> times = new EnumMap<>(Tier.class);
        ResponseTable.rows("requests.csv")
                .forEach(row -> times.put(Tier.valueOf(row.getField("tier")), column.apply(row)));
        return times;
    }

    /** By when an offer made at a moment has to be answered. */
    Instant answerDue(Tier tier, Instant from) {
        return calendars.current().due(answer.get(tier), from).at();
    }

    /** When what nobody answered climbs again. */
    Instant climbsAgain(Tier tier, Instant from) {
        return calendars.current().due(again.get(tier), from).at();
    }
}
