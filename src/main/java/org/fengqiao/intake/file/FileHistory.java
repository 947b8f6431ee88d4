package org.fengqiao.intake.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.fengqiao.intake.IndicatorCatalogue;
import org.fengqiao.intake.ObservationValidator;
import org.fengqiao.intake.RowRejectedException;
import org.fengqiao.intake.mapping.MappedRow;
import org.fengqiao.intake.mapping.Mapping;
import org.fengqiao.intake.mapping.RowMapper;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.registry.area.AreaDirectory;
import org.fengqiao.registry.enterprise.EnterpriseDraft;
import org.fengqiao.registry.observation.NewObservation;
import org.fengqiao.registry.observation.Observation;
import org.fengqiao.registry.observation.Source;

/**
 * The observations of a file, checked like an import but not stored. Areas, industries and head counts are left out.
 *
 * @param observations in the order of the file; a correction has the key of the row it corrects
 * @param rejectedBy number of rows by reason code
 */
public record FileHistory(List<Observation> observations, long rows, SortedMap<String, Long> rejectedBy) {
    private static final int STEP = 5_000;

    /** Refuses a file that cannot be read or lacks a column; rejects single rows that cannot be read. */
    public static FileHistory read(
            Path path, Mapping mapping, IndicatorCatalogue catalogue, Instant now, Consumer<ImportProgress> progress) {
        if (mapping.target() != Mapping.Target.OBSERVATIONS) {
            throw ProblemException.invalid(
                    "source-without-observations",
                    "来源 " + mapping.source() + " 不含观测，请换一个来源",
                    "The source " + mapping.source() + " brings no observations; name another");
        }
        SourceFile file = SourceFile.inspect(path, mapping);
        RowMapper reader = new RowMapper(mapping, new ObservationValidator(catalogue, now), AreaDirectory.none(), now);
        List<Observation> observations = new ArrayList<>();
        SortedMap<String, Long> rejectedBy = new TreeMap<>();
        long rows = 0;
        try (RowSource lines = file.open()) {
            for (RowSource.SourceRow line = lines.next(); line != null; line = lines.next()) {
                try {
                    RowMapper.RowContent content = reader.read(new MappedRow(
                            line.number(), line.cells(), file.header().columns()));
                    UUID enterprise = idOf(content.enterprise());
                    content.observations().forEach(found -> observations.add(observation(found, enterprise)));
                } catch (RowRejectedException refused) {
                    rejectedBy.merge(refused.code(), 1L, Long::sum);
                }
                if (++rows % STEP == 0) progress.accept(new ImportProgress(rows, file.rows()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        progress.accept(new ImportProgress(rows, file.rows()));
        return new FileHistory(List.copyOf(observations), rows, rejectedBy);
    }

    /** The enterprise is not in the registry, so its id is derived from its first identifier. */
    private static UUID idOf(EnterpriseDraft enterprise) {
        String name = enterprise.uscc() != null
                ? enterprise.uscc()
                : enterprise.identifiers().get(0).toString();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static Observation observation(NewObservation found, UUID enterprise) {
        return new Observation(
                found.key(),
                enterprise,
                found.indicator(),
                found.value(),
                found.occurredAt(),
                found.learntAt(),
                new Source(0, found.sourceCode(), found.sourceKind()),
                found.reporter(),
                found.confidence(),
                found.established());
    }
}
