package org.fengqiao.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.pipeline.WarningPipeline;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.publication.Releases;
import org.fengqiao.registry.area.AreaStore;
import org.fengqiao.registry.enterprise.EnterpriseDraft;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.fengqiao.registry.enterprise.Headcounts;
import org.fengqiao.registry.observation.NewObservation;
import org.fengqiao.registry.observation.ObservationStore;
import org.fengqiao.registry.post.PostStore;

/** Builds small streets with posts and enterprises, through the stores and the pipeline of the product. */
@ApplicationScoped
public class CityFixture {
    @Inject
    AreaStore areas;

    @Inject
    PostStore posts;

    @Inject
    EnterpriseStore enterprises;

    @Inject
    ObservationStore observations;

    @Inject
    Releases releases;

    @Inject
    WarningPipeline pipeline;

    @Inject
    DataSource database;

    @Inject
    InstantSource clock;

    /** A street with a head of the labour office, a mediation lead, a duty officer and a care team. */
    public void street(String code) {
        areas.importCsv(
                csv("code,level,zh,en,parent\n" + code + ",SUBDISTRICT,街道" + code + ",Street " + code + ",4403\n"));
        posts.importCsv(csv("""
                        kind,area_code,zh,en,username,stand_in
                        LABOUR_OFFICE_HEAD,#,劳动办负责人,Head of the labour office,labour-office-head.#,
                        MEDIATION_LEAD,#,调解组长,Mediation lead,mediation-lead.#,
                        LABOUR_DUTY_OFFICER,#,值班人员,Duty officer,labour-officer.#,true
                        CARE_TEAM,#,关怀小组,Care team,care-staff.#,
                        """.replace("#", code)), LocalDate.ofInstant(clock.instant(), Time.CITY));
    }

    public UUID enterprise(String street, String name, int staff) {
        Instant lastMonth = daysAgo(30);
        var reading = new Headcounts.Reading("SI", LocalDate.ofInstant(lastMonth, Time.CITY), staff, 0, lastMonth);
        var draft = new EnterpriseDraft(
                null,
                List.of(new EnterpriseDraft.Identifier("TEST", street + name)),
                name,
                "C",
                street,
                "4403." + street + ".",
                null,
                reading,
                Set.of(),
                true);
        return Transactions.inTransaction(database, connection -> enterprises
                .resolve(connection, List.of(draft), true, clock.instant())
                .ids()
                .get(0));
    }

    /** An authority says so, and we learn it the day it was so. */
    public void observe(UUID enterprise, String indicator, double value, Instant at) {
        observe(enterprise, indicator, value, at, null);
    }

    /** @param document of an official decision, which establishes the fact; null for a report of an authority */
    public void observe(UUID enterprise, String indicator, double value, Instant at, String document) {
        boolean psychological = indicator.startsWith("PSY");
        var row = new NewObservation(
                NewObservation.key("test", enterprise.toString(), indicator),
                enterprise,
                indicator,
                value,
                at,
                at,
                "test",
                document == null ? "AUTHORITY" : "OFFICIAL_DECISION",
                null,
                null,
                document != null,
                releases.live().eventIndicators().contains(indicator),
                document,
                psychological,
                psychological ? 60 : null);
        Transactions.inTransaction(
                database, connection -> observations.store(connection, List.of(row), false, clock.instant()));
    }

    public void assess(UUID... ids) {
        pipeline.assess(List.of(ids));
    }

    public Instant daysAgo(int days) {
        return clock.instant().minus(Duration.ofDays(days));
    }

    /** Each row of a query as one text, its values with spaces between, null as "null". */
    public List<String> rows(String sql) {
        return new SqlQuery(sql).list(database, row -> {
            List<String> cells = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) cells.add(String.valueOf(row.getString(i)));
            return String.join(" ", cells);
        });
    }

    private static ByteArrayInputStream csv(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
