package org.fengqiao.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.mediation.mediator.DisputeKind;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;

/** Lists of cases, on their indexes and without the files. */
@ApplicationScoped
public class CaseQueries {
    private static final String SELECT =
            "select id, alert_id, enterprise_id, kind, state, mediator, received_on, opened_at"
                    + " from mediation_case where area_path like ?";

    /** A case in a list, and what each step returns. */
    public record CaseSummary(
            UUID id,
            UUID alertId,
            UUID enterpriseId,
            DisputeKind kind,
            CaseState state,
            String mediator,
            LocalDate receivedOn,
            Instant openedAt) {
        static CaseSummary of(MediationCase mediation) {
            return new CaseSummary(
                    mediation.id,
                    mediation.alertId,
                    mediation.enterpriseId,
                    mediation.kind,
                    mediation.state,
                    mediation.mediator,
                    mediation.receivedOn,
                    mediation.openedAt);
        }
    }

    private final DataSource database;

    CaseQueries(DataSource database) {
        this.database = database;
    }

    /**
     * Newest first.
     *
     * @param state null for every state
     * @param mediator null for everybody's
     * @param before the id of the last case of the page before; null for the first page
     */
    public List<CaseSummary> list(String areaPath, CaseState state, String mediator, UUID before, int limit) {
        return new SqlQuery(SELECT, areaPath + "%")
                .addIf(state != null, " and state = ?", String.valueOf(state))
                .addIf(mediator != null, " and mediator = ?", mediator)
                .addIf(before != null, " and id < ?", before)
                .add(" order by id desc limit ?", limit)
                .list(database, CaseQueries::summary);
    }

    private static CaseSummary summary(ResultSet rows) throws SQLException {
        return new CaseSummary(
                rows.getObject("id", UUID.class),
                rows.getObject("alert_id", UUID.class),
                rows.getObject("enterprise_id", UUID.class),
                DisputeKind.valueOf(rows.getString("kind")),
                CaseState.valueOf(rows.getString("state")),
                rows.getString("mediator"),
                rows.getObject("received_on", LocalDate.class),
                Jdbc.instant(rows, "opened_at"));
    }
}
