package org.fengqiao.cli;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.fengqiao.intake.file.ImportReport;
import org.fengqiao.intake.file.ImportRequest;
import org.fengqiao.intake.mapping.Mapping;
import org.fengqiao.pipeline.WarningPipeline;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.registry.area.AreaStore;
import org.fengqiao.registry.enterprise.EnterpriseRelations;
import org.fengqiao.registry.post.Absences;
import org.fengqiao.registry.post.PostStore;
import org.fengqiao.registry.post.Rosters;

/** Imports a file by the name of its source; the city's own lists go straight to where they are kept. */
@ApplicationScoped
class ImportDispatcher {
    private static final Set<String> REGISTRY =
            Set.of("areas", "posts", "relations", "absences", "rosters", "working-days");

    /** Who took it in, as it is written down. */
    private static final String COMMAND = "import";

    private final WarningPipeline pipeline;
    private final AreaStore areas;
    private final PostStore posts;
    private final EnterpriseRelations relations;
    private final Absences absences;
    private final Rosters rosters;
    private final WorkingCalendars calendars;
    private final InstantSource clock;
    private final Ids ids;

    ImportDispatcher(
            WarningPipeline pipeline,
            AreaStore areas,
            PostStore posts,
            EnterpriseRelations relations,
            Absences absences,
            Rosters rosters,
            WorkingCalendars calendars,
            InstantSource clock,
            Ids ids) {
        this.pipeline = pipeline;
        this.areas = areas;
        this.posts = posts;
        this.relations = relations;
        this.absences = absences;
        this.rosters = rosters;
        this.calendars = calendars;
        this.clock = clock;
        this.ids = ids;
    }

    ImportReport run(
            Path file, String source, Path rejections, Consumer<org.fengqiao.intake.file.ImportProgress> progress) {
        if (REGISTRY.contains(source)) return registry(file, source, progress);
        return pipeline.take(new ImportRequest(file, Mapping.load(source), rejections), progress);
    }

    private ImportReport registry(
            Path file, String source, Consumer<org.fengqiao.intake.file.ImportProgress> progress) {
        long began = clock.millis();
        try (InputStream csv = Files.newInputStream(file)) {
            int changed = put(source, csv);
            progress.accept(new org.fengqiao.intake.file.ImportProgress(changed, changed));
            double seconds = (clock.millis() - began) / 1000.0;
            return new ImportReport(
                    ids.next(),
                    source,
                    file.getFileName().toString(),
                    changed,
                    changed,
                    0,
                    new TreeMap<>(),
                    changed,
                    0,
                    0,
                    0,
                    List.of(),
                    null,
                    seconds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int put(String source, InputStream csv) throws IOException {
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

    /** ca_wage_claims.csv.gz is of the source ca_wage_claims. */
    static String sourceOf(Path file) {
        String name = file.getFileName().toString();
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
