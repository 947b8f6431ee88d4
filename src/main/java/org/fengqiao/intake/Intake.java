package org.fengqiao.intake;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.fengqiao.platform.Ids;
import org.fengqiao.registry.AreaStore;
import org.fengqiao.registry.EnterpriseStore;
import org.fengqiao.registry.ObservationStore;
import org.fengqiao.registry.Transactions;

/**
 * Takes in a file, or what a caller reports. Whatever breaks an import off, the same import again ends in the same
 * state: each chunk is one transaction, and what is known already changes nothing.
 */
@Singleton
public class Intake {
    static final int CHUNK = 5_000;

    private final DataSource source;
    private final EnterpriseStore enterprises;
    private final ObservationStore observations;
    private final AreaStore areas;
    private final Ids ids;
    private final InstantSource clock;

    public Intake(
            DataSource source,
            EnterpriseStore enterprises,
            ObservationStore observations,
            AreaStore areas,
            Ids ids,
            InstantSource clock) {
        this.source = source;
        this.enterprises = enterprises;
        this.observations = observations;
        this.areas = areas;
        this.ids = ids;
        this.clock = clock;
    }

    /** Imports a file; refuses it whole, and changes nothing, when it cannot be read or lacks a column. */
    public ImportReport run(ImportRequest request, IndicatorCatalogue catalogue, Consumer<Progress> progress) {
        Instant began = clock.instant();
        SourceFile file = SourceFile.inspect(request.file(), request.mapping());
        ImportRun run = Transactions.inTransaction(
                source,
                connection -> ImportRun.begin(
                        connection, ids.next(), request.mapping().source(), file, began));
        try (RejectionFile rejections = new RejectionFile(request.rejections());
                Lines lines = file.open()) {
            long unchanged =
                    switch (request.mapping().target()) {
                        case OBSERVATIONS, ENTERPRISES ->
                            rows(request.mapping(), catalogue, progress, file, run, rejections, lines);
                        case AREAS -> areas(request.mapping(), progress, file, run, rejections, lines);
                    };
            Transactions.inTransaction(source, connection -> {
                run.finish(connection, clock.instant());
                return null;
            });
            return report(request, file, run, rejections, unchanged, began);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long rows(
            Mapping mapping,
            IndicatorCatalogue catalogue,
            Consumer<Progress> progress,
            SourceFile file,
            ImportRun run,
            RejectionFile rejections,
            Lines lines) {
        Checks checks = new Checks(catalogue, clock.instant());
        RowReader reader = new RowReader(mapping, checks, areas.on(checks.today()), run.startedAt());
        ChunkWriter writer = new ChunkWriter(enterprises, observations, mapping, reader, run, rejections);
        long done = 0;
        for (List<Row> chunk = next(lines, file); !chunk.isEmpty(); chunk = next(lines, file)) {
            List<Row> rows = chunk;
            long upTo = done + rows.size();
            ChunkWriter.Outcome outcome =
                    Transactions.inTransaction(source, connection -> writer.write(connection, rows, upTo));
            writer.keep(outcome);
            done = upTo;
            progress.accept(new Progress(done, file.rows()));
        }
        return writer.unchanged();
    }

    private long areas(
            Mapping mapping,
            Consumer<Progress> progress,
            SourceFile file,
            ImportRun run,
            RejectionFile rejections,
            Lines lines) {
        AreaRows rows = new AreaRows(mapping.area());
        for (List<Row> chunk = next(lines, file); !chunk.isEmpty(); chunk = next(lines, file)) {
            for (Row row : chunk) {
                try {
                    rows.add(row);
                } catch (RowRefused refused) {
                    rejections.add(row.number(), refused);
                }
            }
        }
        int changed = areas.take(rows.areas());
        run.count(changed, 0, 0);
        long rejected = rejected(rejections);
        Transactions.inTransaction(source, connection -> {
            run.record(connection, file.rows(), file.rows() - rejected, rejected);
            return null;
        });
        progress.accept(new Progress(file.rows(), file.rows()));
        return Math.max(0, rows.areas().size() - changed);
    }

    private static List<Row> next(Lines lines, SourceFile file) {
        List<Row> rows = new ArrayList<>(CHUNK);
        while (rows.size() < CHUNK) {
            Lines.Line line = lines.next();
            if (line == null) {
                break;
            }
            rows.add(new Row(line.number(), line.cells(), file.header().columns()));
        }
        return rows;
    }

    private static long rejected(RejectionFile rejections) {
        return rejections.counts().values().stream().mapToLong(Long::longValue).sum();
    }

    private ImportReport report(
            ImportRequest request,
            SourceFile file,
            ImportRun run,
            RejectionFile rejections,
            long unchanged,
            Instant began) {
        long rejected = rejected(rejections);
        return new ImportReport(
                run.id(),
                request.mapping().source(),
                file.name(),
                file.rows(),
                file.rows() - rejected,
                rejected,
                rejections.counts(),
                run.added(),
                run.corrected(),
                unchanged,
                run.enterprises(),
                file.header().unknown(),
                rejections.written(),
                Duration.between(began, clock.instant()).toMillis() / 1000.0);
    }
}
