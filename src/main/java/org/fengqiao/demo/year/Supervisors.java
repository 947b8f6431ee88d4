package org.fengqiao.demo.year;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.fengqiao.alerting.suppression.NewSilence;
import org.fengqiao.alerting.suppression.SilenceService;
import org.fengqiao.alerting.suppression.SilenceView;
import org.fengqiao.demo.city.DemoResources;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.Absences;

/** Who is away and who covers, and which notices are silenced for a while: rows of absences.csv and silences.csv. */
@ApplicationScoped
class Supervisors {
    private final Absences absences;
    private final SilenceService silences;
    private final DeskQueries desk;

    Supervisors(Absences absences, SilenceService silences, DeskQueries desk) {
        this.absences = absences;
        this.silences = silences;
        this.desk = desk;
    }

    void join(Play play) {
        DemoResources.rows("absences.csv", row -> row).forEach(row -> {
            Instant from = play.plan().before(DemoResources.number(row, "from"), 9);
            // known the day before
            schedule(play, from.minus(Duration.ofHours(16)), () -> absent(play, row, from));
        });
        DemoResources.rows("silences.csv", row -> row).forEach(row -> {
            Instant at = play.plan().before(DemoResources.number(row, "day"), 11);
            schedule(play, at, () -> silence(play, row));
        });
    }

    private static void schedule(Play play, Instant at, Runnable action) {
        if (!at.isBefore(play.plan().delivery(0))) play.at(at, action);
    }

    private void absent(Play play, NamedCsvRecord row, Instant from) {
        String cover = row.getField("covered_by");
        absences.record(
                row.getField("username"),
                from,
                play.plan().before(DemoResources.number(row, "to"), 18),
                row.getField("reason"),
                cover.isEmpty() ? null : cover,
                row.getField("username"),
                play.now());
    }

    /** For the area and rule of the row; without an area for the enterprise of the latest alert that is not grave. */
    private void silence(Play play, NamedCsvRecord row) {
        String area = row.getField("area");
        UUID enterprise = area.isEmpty() ? desk.quietEnterprise().orElse(null) : null;
        if (area.isEmpty() && enterprise == null) return;
        NewSilence wanted = new NewSilence(
                row.getField("reason"),
                enterprise,
                area,
                Dimension.LABOUR,
                row.getField("rule"),
                null,
                Tier.YELLOW,
                play.now().plus(Duration.ofDays(DemoResources.number(row, "days"))));
        SilenceView opened = silences.open(wanted, silences.areaPathOf(wanted), row.getField("author"));
        if (row.getField("lifted_after").isEmpty()) return;
        Instant lifted = play.now().plus(Duration.ofDays(DemoResources.number(row, "lifted_after")));
        play.at(lifted, () -> silences.lift(opened.id(), row.getField("author"), row.getField("lift_reason")));
    }
}
