package org.fengqiao.intake.mapping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.intake.ObservationValidator;
import org.fengqiao.registry.area.AreaDirectory;
import org.fengqiao.registry.enterprise.EnterpriseDraft;
import org.fengqiao.registry.observation.NewObservation;

/** Maps the rows of a file to enterprises and observations; refuses a row with a reason. */
public final class RowMapper {
    private final Mapping mapping;
    private final EnterpriseRowMapper enterprises;
    private final ObservationRowMapper observations;

    public RowMapper(Mapping mapping, ObservationValidator checks, AreaDirectory areas, Instant learntByDefault) {
        this.mapping = mapping;
        RowDates dates = new RowDates(mapping.dateFormats(), checks.today());
        enterprises = new EnterpriseRowMapper(mapping, areas, dates, learntByDefault);
        observations = new ObservationRowMapper(mapping, checks, dates, learntByDefault);
    }

    /** The content of a row; the observations do not have their enterprise yet. */
    public record RowContent(MappedRow row, EnterpriseDraft enterprise, List<NewObservation> observations) {}

    public RowContent read(MappedRow row) {
        EnterpriseDraft enterprise = enterprises.map(row);
        List<NewObservation> found = new ArrayList<>(mapping.observations().size());
        for (ObservationMapping part : mapping.observations()) {
            NewObservation observation = part.appliesTo(row) ? observations.map(row, part) : null;
            if (observation != null) found.add(observation);
        }
        return new RowContent(row, enterprise, found);
    }
}
