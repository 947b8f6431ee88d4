package org.fengqiao.intake.file;

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
import org.fengqiao.intake.IndicatorCatalogue;
import org.fengqiao.intake.ObservationValidator;
import org.fengqiao.intake.RowRejectedException;
import org.fengqiao.intake.mapping.AreaRowMapper;
import org.fengqiao.intake.mapping.MappedRow;
import org.fengqiao.intake.mapping.Mapping;
import org.fengqiao.intake.mapping.RowMapper;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.registry.area.AreaStore;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.fengqiao.registry.observation.ObservationStore;

/**
 * Imports files. An interrupted import that is run again ends in the same state: each chunk is one transaction, and known
 * rows change nothing.
 */
@Singleton
public class FileImporter {
    static final int CHUNK = 5_000;

    private final DataSource database;
    private final EnterpriseStore enterprises;
    private final ObservationStore observations;
    private final AreaStore areas;
    private final Ids ids;
    private final InstantSource clock;

    public FileImporter(
            DataSource database,
            EnterpriseStore enterprises,
            ObservationStore observations,
            AreaStore areas,
            Ids ids,
            InstantSource clock) {
        this.database = database;
        this.enterprises = enterprises;
        this.observations = observations;
        this.areas = areas;
        this.ids = ids;
        this.clock = clock;
    }

    /** Imports a file; refuses it as a whole, without a change, if it cannot be read or lacks a column. */
    public ImportReport run(ImportRequest request, IndicatorCatalogue catalogue, Consumer<ImportProgress> progress) {
        Instant startedAt = clock.instant();
        SourceFile file = SourceFile.inspect(request.file(), request.mapping());
        ImportRun run = Transactions.inTransaction(
                database,
                connection -> ImportRun.begin(
                        connection, ids.next(), request.mapping().source(), file, startedAt));
        try (RejectionFile rejections = new RejectionFile(request.rejections());
                RowSource lines = file.open()) {
            long unchanged =
                    switch (request.mapping().target()) {
                        case OBSERVATIONS, ENTERPRISES ->
                            importRows(request.mapping(), catalogue, progress, file, run, rejections, lines);
                        case AREAS -> importAreas(request.mapping(), progress, file, run, rejections, lines);
                    };
            Transactions.inTransaction(database, connection -> {
                run.finish(connection, clock.instant());
                return null;
            });
            return report(request, file, run, rejections, unchanged, startedAt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long importRows(
            Mapping mapping,
            IndicatorCatalogue catalogue,
            Consumer<ImportProgress> progress,
            SourceFile file,
            ImportRun run,
            RejectionFile rejections,
            RowSource lines) {
        ObservationValidator checks = new ObservationValidator(catalogue, clock.instant());
        RowMapper reader = new RowMapper(mapping, checks, areas.validOn(checks.today()), run.startedAt());
        ChunkWriter writer = new ChunkWriter(enterprises, observations, mapping, reader, run, rejections);
        long done = 0;
        for (List<MappedRow> chunk = nextChunk(lines, file); !chunk.isEmpty(); chunk = nextChunk(lines, file)) {
            List<MappedRow> rows = chunk;
            long upTo = done + rows.size();
            ChunkWriter.ChunkResult outcome =
                    Transactions.inTransaction(database, connection -> writer.write(connection, rows, upTo));
            writer.addResult(outcome);
            done = upTo;
            progress.accept(new ImportProgress(done, file.rows()));
        }
        return writer.unchanged();
    }

    private long importAreas(
            Mapping mapping,
            Consumer<ImportProgress> progress,
            SourceFile file,
            ImportRun run,
            RejectionFile rejections,
            RowSource lines) {
        AreaRowMapper rows = new AreaRowMapper(mapping.area());
        for (List<MappedRow> chunk = nextChunk(lines, file); !chunk.isEmpty(); chunk = nextChunk(lines, file)) {
            for (MappedRow row : chunk) {
                try {
                    rows.add(row);
                } catch (RowRejectedException refused) {
                    rejections.add(row.number(), refused);
                }
            }
        }
        int changed = areas.upsert(rows.areas());
        run.count(changed, 0, 0);
        long rejected = rejections.total();
        Transactions.inTransaction(database, connection -> {
            run.record(connection, file.rows(), file.rows() - rejected, rejected);
            return null;
        });
        progress.accept(new ImportProgress(file.rows(), file.rows()));
        return Math.max(0, rows.areas().size() - changed);
    }

    private static List<MappedRow> nextChunk(RowSource lines, SourceFile file) {
        List<MappedRow> rows = new ArrayList<>(CHUNK);
        while (rows.size() < CHUNK) {
            RowSource.SourceRow line = lines.next();
            if (line == null) {
                break;
            }
            rows.add(new MappedRow(line.number(), line.cells(), file.header().columns()));
        }
        return rows;
    }

    private ImportReport report(
            ImportRequest request,
            SourceFile file,
            ImportRun run,
            RejectionFile rejections,
            long unchanged,
            Instant startedAt) {
        long rejected = rejections.total();
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
                rejections.pathIfWritten(),
                Duration.between(startedAt, clock.instant()).toMillis() / 1000.0);
    }
}
