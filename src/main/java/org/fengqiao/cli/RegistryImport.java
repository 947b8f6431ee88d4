package org.fengqiao.cli;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Set;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.registry.area.AreaStore;
import org.fengqiao.registry.enterprise.EnterpriseRelations;
import org.fengqiao.registry.post.Absences;
import org.fengqiao.registry.post.PostStore;
import org.fengqiao.registry.post.Rosters;

/** Imports the lists of the city itself, each straight to where it is kept. */
@ApplicationScoped
class RegistryImport {
    private static final Set<String> SOURCES =
            Set.of("areas", "posts", "relations", "absences", "rosters", "working-days");

    /** Who imported it, as it is recorded. */
    private static final String COMMAND = "import";

    private final AreaStore areas;
    private final PostStore posts;
    private final EnterpriseRelations relations;
    private final Absences absences;
    private final Rosters rosters;
    private final WorkingCalendars calendars;
    private final InstantSource clock;

    RegistryImport(
            AreaStore areas,
            PostStore posts,
            EnterpriseRelations relations,
            Absences absences,
            Rosters rosters,
            WorkingCalendars calendars,
            InstantSource clock) {
        this.areas = areas;
        this.posts = posts;
        this.relations = relations;
        this.absences = absences;
        this.rosters = rosters;
        this.calendars = calendars;
        this.clock = clock;
    }

    static boolean accepts(String source) {
        return SOURCES.contains(source);
    }

    /** Returns how many rows changed something. */
    int run(String source, InputStream csv) throws IOException {
        return switch (source) {
            case "areas" -> areas.importCsv(csv);
            case "posts" -> posts.importCsv(csv, LocalDate.ofInstant(clock.instant(), Time.CITY));
            case "relations" -> relations.importCsv(csv);
            case "absences" -> absences.importCsv(csv, COMMAND, clock.instant());
            case "rosters" -> rosters.importCsv(csv);
            case "working-days" ->
                calendars
                        .importCsv(new String(csv.readAllBytes(), StandardCharsets.UTF_8), COMMAND)
                        .specials()
                        .size();
            default -> throw new IllegalStateException(source);
        };
    }
}
