package org.fengqiao.demo.year;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.fengqiao.intake.file.ImportProgress;
import org.fengqiao.intake.file.ImportReport;
import org.fengqiao.intake.file.ImportRequest;
import org.fengqiao.intake.mapping.MappingReader;
import org.fengqiao.pipeline.FileIntake;
import org.fengqiao.platform.Time;
import org.fengqiao.registry.area.AreaStore;
import org.fengqiao.registry.enterprise.EnterpriseRelations;
import org.fengqiao.registry.post.PostStore;

/** Takes in the files of the invented city, as those of a real one. */
@ApplicationScoped
class CityImport {
    private final FileIntake intake;
    private final AreaStore areas;
    private final PostStore posts;
    private final EnterpriseRelations relations;
    private final InstantSource clock;

    CityImport(
            FileIntake intake, AreaStore areas, PostStore posts, EnterpriseRelations relations, InstantSource clock) {
        this.intake = intake;
        this.areas = areas;
        this.posts = posts;
        this.relations = relations;
        this.clock = clock;
    }

    void areas(Path csv) {
        read(csv, areas::importCsv);
    }

    void posts(Path csv) {
        read(csv, in -> posts.importCsv(in, LocalDate.ofInstant(clock.instant(), Time.CITY)));
    }

    void relations(Path csv) {
        read(csv, relations::importCsv);
    }

    /** @param source a mapping by its name; refused rows go to a file beside this one */
    ImportReport rows(Path csv, String source, Consumer<ImportProgress> progress) {
        String name = csv.getFileName().toString().replace(".csv", ".rejected.csv");
        return intake.importFile(
                new ImportRequest(csv, MappingReader.load(source), csv.resolveSibling(name)), progress);
    }

    private static long read(Path csv, ToLongFunction<InputStream> reader) {
        try (InputStream in = Files.newInputStream(csv)) {
            return reader.applyAsLong(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
