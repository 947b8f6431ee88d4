package org.fengqiao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.registry.enterprise.EnterpriseSelection.Scope.EVERYBODY;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.registry.area.Area;
import org.fengqiao.registry.area.AreaDirectory;
import org.fengqiao.registry.area.AreaStore;
import org.fengqiao.registry.enterprise.Enterprise;
import org.fengqiao.registry.enterprise.EnterpriseDraft;
import org.fengqiao.registry.enterprise.EnterpriseDraft.Identifier;
import org.fengqiao.registry.enterprise.EnterpriseRow;
import org.fengqiao.registry.enterprise.EnterpriseRowStream;
import org.fengqiao.registry.enterprise.EnterpriseSelection;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.fengqiao.registry.enterprise.Headcounts;
import org.fengqiao.registry.observation.NewObservation;
import org.fengqiao.registry.observation.Observation;
import org.fengqiao.registry.observation.ObservationStore;
import org.fengqiao.registry.observation.ObservationStore.StoreResult;
import org.fengqiao.registry.post.PostAssignment.Occupancy;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;
import org.fengqiao.registry.post.PostStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class RegistryStoreTest {
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant AUGUST = Instant.parse("2026-08-01T00:00:00Z");
    private static final UUID NIL = new UUID(0, 0);

    private final DataSource source = TestDatabase.fresh();
    private final Ids ids = new Ids();
    private final AreaStore areas = new AreaStore(source, ids);
    private final PostStore posts = new PostStore(source, areas, ids);
    private final EnterpriseStore enterprises = new EnterpriseStore(source, ids);
    private final ObservationStore observations = new ObservationStore(source);

    @BeforeEach
    void seed() {
        new RegistrySeed(areas, posts, InstantSource.fixed(JULY)).seed();
    }

    @Test
    void seeds_the_city_once_with_paths_from_the_city_down() {
        new RegistrySeed(areas, posts, InstantSource.fixed(JULY)).seed();
        AreaDirectory now = areas.validOn(LocalDate.parse("2026-07-01"));
        assertThat(now.find("440307013008").orElseThrow().path()).isEqualTo("4403.440307.440307013.440307013008.");
        assertThat(now.find("440307010").orElseThrow().path()).startsWith("4403.4403DP.");
        assertThat(now.find(Area.ROOT).orElseThrow().path()).isEmpty();
    }

    @Test
    void leads_from_an_ended_area_to_its_successor() {
        areas.importCsv(csv("""
                code,level,zh,en,parent,valid_from,valid_to,successor,provisional
                440307013900,COMMUNITY,旧社区,Old,440307013,2010-01-01,2022-01-01,440307013008,
                """));
        AreaDirectory now = areas.validOn(LocalDate.parse("2026-07-01"));
        assertThat(now.find("440307013900").orElseThrow().code()).isEqualTo("440307013008");
        assertThat(areas.validOn(LocalDate.parse("2020-01-01"))
                        .find("440307013900")
                        .orElseThrow()
                        .code())
                .isEqualTo("440307013900");
    }

    @Test
    void finds_the_nearest_post_and_who_holds_it_at_the_moment() {
        posts.importCsv(csv("""
                        kind,area_code,zh,en,username,stand_in,valid_from,valid_to
                        MEDIATION_LEAD,440307013,坂田调解组长,Bantian lead,chen,,2026-01-01,2026-07-15
                        MEDIATION_LEAD,440307013,坂田调解组长,Bantian lead,wu,true,2026-01-01,2026-07-20
                        MEDIATION_LEAD,4403,市调解组长,City lead,li,,,
                        """), LocalDate.parse("2026-07-01"));
        PostDirectory book = posts.directory();
        String wuhe = "4403.440307.440307013.440307013008.";
        assertThat(book.findNearest(PostKind.MEDIATION_LEAD, wuhe, JULY).orElseThrow())
                .satisfies(holder -> assertThat(holder.occupancy()).isEqualTo(Occupancy.HOLDER))
                .satisfies(holder -> assertThat(holder.username()).contains("chen"));
        assertThat(book.findNearest(PostKind.MEDIATION_LEAD, wuhe, Instant.parse("2026-07-16T00:00:00Z"))
                        .orElseThrow()
                        .occupancy())
                .isEqualTo(Occupancy.STAND_IN);
        assertThat(book.findNearest(PostKind.MEDIATION_LEAD, wuhe, AUGUST)
                        .orElseThrow()
                        .occupancy())
                .isEqualTo(Occupancy.VACANT);
        assertThat(book.findNearest(PostKind.MEDIATION_LEAD, "4403.440304.", JULY)
                        .orElseThrow()
                        .username())
                .contains("li");
        assertThat(book.dutyDesk(Area.UNLOCATED_PATH, JULY).areaCode()).isEqualTo(Area.ROOT);
        assertThat(book.findNearest(PostKind.CARE_TEAM, wuhe, JULY)
                        .orElseThrow()
                        .areaCode())
                .isEqualTo(Area.ROOT);
    }

    @Test
    void finds_an_enterprise_again_by_any_of_its_identifiers_and_settles_its_head_count() {
        UUID first = resolve(draft("91440300708461136T", "甲公司", reading("SI", 301)));
        UUID again = resolve(draft(null, "甲", reading("SELF", 200)));
        assertThat(again).isEqualTo(first);
        Enterprise enterprise = enterprises.find(first).orElseThrow();
        assertThat(enterprise.headcount()).isEqualTo(301);
        assertThat(enterprise.flags()).containsExactly(Headcounts.CONFLICT_FLAG);
        assertThat(enterprise.name()).isEqualTo("甲");
        assertThat(enterprise.uscc()).isEqualTo("91440300708461136T");
        try (EnterpriseRowStream<EnterpriseRow> everybody =
                        enterprises.stream(new EnterpriseSelection(NIL, EVERYBODY));
                EnterpriseRowStream<EnterpriseRow> later =
                        enterprises.stream(new EnterpriseSelection(first, EVERYBODY))) {
            assertThat(everybody.rowsOf(first)).extracting(EnterpriseRow::id).containsExactly(first);
            assertThat(everybody.nextId()).isNull();
            assertThat(later.nextId()).isNull();
        }
    }

    @Test
    void a_new_enterprise_has_the_head_count_its_rows_would_have_given_one_after_the_other() {
        List<List<Headcounts.Reading>> cases = List.of(
                List.of(reading("SI", 301)),
                List.of(reading("SI", 301), reading("SELF", 200)),
                List.of(reading("SI", 200), reading("SELF", 210)),
                List.of(reading("SI", 301), reading("SI", 50)));
        for (List<Headcounts.Reading> readings : cases) {
            List<Enterprise> found = Stream.of(true, false)
                    .map(together -> {
                        String number = UUID.randomUUID().toString();
                        List<EnterpriseDraft> rows = readings.stream()
                                .map(reading -> numbered(number, reading))
                                .toList();
                        if (together) resolveAll(rows);
                        else rows.forEach(row -> resolveAll(List.of(row)));
                        return enterprises
                                .find(resolveAll(List.of(numbered(number, null)))
                                        .get(0))
                                .orElseThrow();
                    })
                    .toList();
            assertThat(found.get(0).headcount())
                    .isEqualTo(found.get(1).headcount())
                    .isPositive();
            assertThat(found.get(0).headcountKnown()).isTrue();
            assertThat(found.get(0).flags()).isEqualTo(found.get(1).flags());
        }
    }

    private List<UUID> resolveAll(List<EnterpriseDraft> drafts) {
        return Transactions.inTransaction(source, connection -> enterprises
                .resolve(connection, drafts, true, JULY)
                .ids());
    }

    private static EnterpriseDraft numbered(String number, Headcounts.Reading reading) {
        return new EnterpriseDraft(
                null,
                List.of(new Identifier("NUMBER", number)),
                "乙",
                "C",
                "440307",
                "4403.440307.",
                null,
                reading,
                Set.of(),
                true);
    }

    @Test
    void keeps_what_was_known_before_a_correction() {
        UUID enterprise = resolve(draft(null, "甲", null));
        assertThat(store(false, JUNE, row(enterprise, 5, JUNE))).isEqualTo(new StoreResult(1, 0, 0));
        assertThat(store(false, JULY, row(enterprise, 5, JULY))).isEqualTo(new StoreResult(0, 0, 1));
        assertThat(store(false, JULY, row(enterprise, 6, JULY))).isEqualTo(new StoreResult(0, 1, 0));
        assertThat(store(true, AUGUST, row(enterprise, 5, JUNE), row(enterprise, 6, AUGUST)))
                .isEqualTo(new StoreResult(0, 0, 2));
        assertThat(values(enterprise, JUNE)).containsExactly(5.0);
        assertThat(values(enterprise, JULY)).containsExactly(6.0);
        assertThat(values(enterprise, AUGUST)).containsExactly(6.0);
    }

    @Test
    void takes_back_a_correction_that_is_corrected_again() {
        UUID enterprise = resolve(draft(null, "甲", null));
        store(false, JUNE, row(enterprise, 5, JUNE));
        store(false, JULY, row(enterprise, 6, JULY));
        assertThat(store(false, AUGUST, row(enterprise, 5, AUGUST))).isEqualTo(new StoreResult(0, 1, 0));
        assertThat(values(enterprise, AUGUST)).containsExactly(5.0);
    }

    @Test
    void stores_versions_of_a_key_in_order_within_one_chunk() {
        UUID enterprise = resolve(draft(null, "甲", null));
        assertThat(store(false, JUNE, row(enterprise, 5, JUNE), row(enterprise, 5, JUNE), row(enterprise, 7, JUNE)))
                .isEqualTo(new StoreResult(1, 1, 1));
        assertThat(values(enterprise, JUNE)).containsExactly(7.0);
    }

    @Test
    void keeps_psychological_aggregates_apart() {
        UUID enterprise = resolve(draft(null, "甲", null));
        NewObservation care = new NewObservation(
                NewObservation.key("s", "1", "PSY01"),
                enterprise,
                "PSY01",
                12,
                JUNE,
                JUNE,
                "s",
                "CARE",
                null,
                null,
                false,
                false,
                null,
                true,
                30);
        assertThat(store(false, JUNE, care, row(enterprise, 5, JUNE))).isEqualTo(new StoreResult(2, 0, 0));
        assertThat(values(enterprise, JUNE)).containsExactly(5.0);
        assertThat(of(observations.careObservationsOf(List.of(enterprise), JUNE, Instant.EPOCH)))
                .hasSize(1);
        try (EnterpriseRowStream<Observation> everybody =
                observations.streamCare(new EnterpriseSelection(NIL, EVERYBODY), JUNE, Instant.EPOCH)) {
            assertThat(everybody.rowsOf(enterprise)).hasSize(1);
        }
    }

    private List<Double> values(UUID enterprise, Instant knownAt) {
        List<Observation> one = of(observations.observationsOf(List.of(enterprise), knownAt, Instant.EPOCH));
        try (EnterpriseRowStream<Observation> everybody =
                observations.stream(new EnterpriseSelection(NIL, EVERYBODY), knownAt, Instant.EPOCH)) {
            assertThat(everybody.rowsOf(enterprise)).isEqualTo(one);
        }
        return one.stream().map(Observation::value).toList();
    }

    private List<Observation> of(SqlStatement<List<Observation>> question) {
        return Transactions.inTransaction(source, connection -> StatementBatch.execute(connection, question));
    }

    private StoreResult store(boolean seenBefore, Instant now, NewObservation... rows) {
        return Transactions.inTransaction(source, c -> observations.store(c, List.of(rows), seenBefore, now));
    }

    private UUID resolve(EnterpriseDraft draft) {
        return Transactions.inTransaction(
                source,
                c -> enterprises.resolve(c, List.of(draft), true, JUNE).ids().get(0));
    }

    private static NewObservation row(UUID enterprise, double value, Instant learnt) {
        UUID key = NewObservation.key("12345", "case 1", "DIS01");
        return new NewObservation(
                key,
                enterprise,
                "DIS01",
                value,
                JUNE,
                learnt,
                "12345",
                "AUTHORITY",
                null,
                0.5f,
                false,
                false,
                null,
                false,
                null);
    }

    private static EnterpriseDraft draft(String uscc, String name, Headcounts.Reading reading) {
        return new EnterpriseDraft(
                uscc,
                List.of(new Identifier("SCHEME", "1")),
                name,
                "C",
                "440307",
                "4403.440307.",
                null,
                reading,
                Set.of(),
                true);
    }

    private static Headcounts.Reading reading(String by, int staff) {
        return new Headcounts.Reading(by, LocalDate.parse("2026-05-01"), staff, 0, JUNE);
    }

    private static ByteArrayInputStream csv(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
