package org.fengqiao.cli;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.fengqiao.intake.file.ImportProgress;
import org.fengqiao.intake.file.ImportReport;
import org.fengqiao.intake.file.ImportRequest;
import org.fengqiao.intake.mapping.MappingReader;
import org.fengqiao.pipeline.FileIntake;
import org.fengqiao.platform.Ids;

/** Imports a file by the name of its source; the city's own lists go straight to where they are kept. */
@ApplicationScoped
class ImportDispatcher {
    private final FileIntake intake;
    private final RegistryImport registry;
    private final InstantSource clock;
    private final Ids ids;

    ImportDispatcher(FileIntake intake, RegistryImport registry, InstantSource clock, Ids ids) {
        this.intake = intake;
        this.registry = registry;
        this.clock = clock;
        this.ids = ids;
    }

    ImportReport run(Path file, String source, Path rejections, Consumer<ImportProgress> progress) {
        if (RegistryImport.accepts(source)) return importRegistry(file, source, progress);
        return intake.importFile(new ImportRequest(file, MappingReader.load(source), rejections), progress);
    }

    private ImportReport importRegistry(Path file, String source, Consumer<ImportProgress> progress) {
        long began = clock.millis();
        try (InputStream csv = Files.newInputStream(file)) {
            int changed = registry.run(source, csv);
            progress.accept(new ImportProgress(changed, changed));
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

    /** ca_wage_claims.csv.gz is of the source ca_wage_claims. */
    static String sourceOf(Path file) {
        String name = file.getFileName().toString();
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
