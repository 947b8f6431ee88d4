package org.fengqiao.inquiry.enterprise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.area.Area;
import org.fengqiao.registry.enterprise.EnterpriseDraft;
import org.fengqiao.registry.enterprise.EnterpriseDraft.Identifier;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any part of a name finds it, in the caller's area and nowhere else, however it was typed. */
class EnterpriseSearchTest {
    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    private static final String WUHE = "4403.440307.440307013.440307013008.";
    private static final String GRID = WUHE + "440307013008G01.";
    private static final String NANSHAN = "4403.440305.440305001.440305001001.";

    private static final DataSource DATABASE = TestDatabase.fresh();
    private final EnterpriseStore store = new EnterpriseStore(DATABASE, new Ids());
    private final EnterpriseQueries enterprises = new EnterpriseQueries(DATABASE, null);

    private record Stored(UUID id, String name, String area) {}

    @BeforeEach
    void nobody_is_registered() {
        execute("truncate enterprise, assessment cascade");
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource({
        "华为, 华为技术有限公司",
        "技术, 华为技术有限公司",
        "为技, 华为技术有限公司",
        "公司, 华为技术有限公司",
        "华为技术有限公司, 华为技术有限公司",
        "（深圳）, 一二三（深圳）贸易行",
        "(深圳), 一二三（深圳）贸易行",
        "三（深, 一二三（深圳）贸易行",
        "三(深, 一二三（深圳）贸易行",
        "三（深, 一二三(深圳)贸易行",
        "abc, ＡＢＣ电子厂",
        "ＡＢＣ, ABC电子厂",
        "ａｂ, ABC电子厂",
        "C电, ABC电子厂",
        "3号, ３号码头",
        "３号, 3号码头",
        "华 为, 华为技术有限公司",
        "华　为, 华为技术有限公司",
        "华为, 华　为技术有限公司",
        "100%, 百分百100％足浴",
        "a_b, A_B厂",
        "𠮷野, 𠮷野家",
        "91440300708461136T, 华为技术有限公司",
        "９１４４０３, 华为技术有限公司",
        "9144030070846113, 华为技术有限公司",
    })
    void a_part_finds_a_name(String typed, String name) {
        add("91440300708461136T", name, WUHE);
        add(null, "全无干系的饭馆", WUHE);
        assertThat(names(typed, "")).containsExactly(name);
        assertThat(names(typed, WUHE)).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"华技", "术为", "%%", "__", "华%", "0844", "为 华"})
    void what_is_no_part_finds_nothing(String typed) {
        add("91440300708461136T", "华为技术有限公司", WUHE);
        assertThat(names(typed, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"华", " 华 ", "9", "　Ａ"})
    void less_than_two_characters_is_refused_with_what_to_do(String typed) {
        assertThatThrownBy(() -> names(typed, ""))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.code())
                        .isEqualTo("search-too-short"));
    }

    @Test
    void only_the_callers_area_is_searched() {
        add(null, "五和科技", WUHE);
        add(null, "网格科技", GRID);
        add(null, "南山科技", NANSHAN);
        add(null, "无处科技", Area.UNLOCATED_PATH);
        add(null, "区里科技", "4403.440307.");
        assertThat(names("科技", "")).containsExactly("无处科技", "南山科技", "区里科技", "五和科技", "网格科技");
        assertThat(names("科技", "4403.")).doesNotContain("无处科技").hasSize(4);
        assertThat(names("科技", "4403.440307.")).containsExactly("区里科技", "五和科技", "网格科技");
        assertThat(names("科技", WUHE)).containsExactly("五和科技", "网格科技");
        assertThat(names("科技", GRID)).containsExactly("网格科技");
        assertThat(names("科技", "4403.440306.")).isEmpty();
        assertThat(names("南山", WUHE)).isEmpty();
    }

    @Test
    void a_changed_name_or_area_is_found_as_it_is_now() {
        UUID number = UUID.randomUUID();
        resolve(draft(number, null, "旧名商行", WUHE));
        resolve(draft(number, null, "新名商行", NANSHAN));
        assertThat(names("旧名", "")).isEmpty();
        assertThat(names("新名", "")).containsExactly("新名商行");
        assertThat(names("新名", WUHE)).isEmpty();
        assertThat(names("新名", NANSHAN)).containsExactly("新名商行");
    }

    @Test
    void a_search_may_be_limited_to_a_tier() {
        for (int i = 0; i < 3; i++) add(null, "甲" + i + "科技", WUHE);
        for (int i = 0; i < 3; i++) add(null, "乙" + i + "贸易", WUHE);
        for (Tier tier : List.of(Tier.RED, Tier.GREEN)) {
            execute("delete from assessment");
            execute("insert into assessment (enterprise_id, dimension, assessed_at, release_id, headcount, score, tier,"
                    + " completeness, findings, area_path) select id, 'labour', created_at, 'r', 0, 1, '" + tier
                    + "', 1, '', area_path from enterprise where name like '%1%'");
            assertThat(names("科技", WUHE, tier)).containsExactly("甲1科技");
            assertThat(names("贸易", "", tier)).containsExactly("乙1贸易");
            assertThat(names("科技", NANSHAN, tier)).isEmpty();
            assertThat(names("科技", WUHE, Tier.ORANGE)).isEmpty();
        }
    }

    /** What is common is found by walking, what is rare by the index, and pages of both join without a gap. */
    @Test
    void every_search_equals_reading_all_names_page_by_page() {
        Random random = new Random(7);
        List<Stored> all = randomNames(random, 6_000);
        List<String> areas = List.of("", "4403.", "4403.D1.", "4403.D1.S2.", "4403.D1.S2.C3.", "4403.D1.S2.C3.G1.");
        int found = 0;
        for (int round = 0; round < 300; round++) {
            String name = all.get(random.nextInt(all.size())).name();
            int from = random.nextInt(name.length() - 1);
            String part = name.substring(from, Math.min(name.length(), from + 2 + random.nextInt(3)));
            String area = areas.get(round % areas.size());
            List<String> expected = all.stream()
                    .filter(stored -> stored.area().startsWith(area)
                            && plain(stored.name()).contains(plain(part)))
                    .sorted(Comparator.comparing(Stored::area)
                            .thenComparing(stored -> stored.id().toString()))
                    .map(stored -> stored.id().toString())
                    .limit(400)
                    .toList();
            assertThat(ids(part, area, 400)).as(part + " within " + area).isEqualTo(expected);
            found += expected.size();
        }
        assertThat(found).isGreaterThan(3_000);
    }

    private List<Stored> randomNames(Random random, int count) {
        String[] common = {"有限公司", "科技", "贸易", "（深圳）", "(深圳)", "ＡＢ", "ab", "商行"};
        List<EnterpriseDraft> drafts = new ArrayList<>();
        Map<Integer, String> areas = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String area = "4403.D%d.S%d.C%d.".formatted(random.nextInt(3), random.nextInt(4), random.nextInt(5))
                    + (random.nextBoolean() ? "G" + random.nextInt(3) + "." : "");
            areas.put(i, random.nextInt(50) == 0 ? "4403.D1." : area);
            StringBuilder name = new StringBuilder();
            for (int c = 0; c < 3; c++) name.append((char) ('一' + random.nextInt(c == 0 ? 20 : 400)));
            for (int c = 0; c < 2; c++) name.append(common[random.nextInt(common.length)]);
            drafts.add(draft(UUID.randomUUID(), null, name.toString(), areas.get(i)));
        }
        List<UUID> ids = Transactions.inTransaction(DATABASE, connection -> store.resolve(connection, drafts, true, NOW)
                .ids());
        return IntStream.range(0, count)
                .mapToObj(i -> new Stored(ids.get(i), drafts.get(i).name(), areas.get(i)))
                .toList();
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private List<String> names(String typed, String area) {
        return names(typed, area, null);
    }

    private List<String> names(String typed, String area, Tier tier) {
        return enterprises
                .list(new EnterpriseQueries.Filter(typed, List.of(area), tier), false, null, 50)
                .items()
                .stream()
                .map(EnterpriseSummary::name)
                .toList();
    }

    private List<String> ids(String typed, String area, int most) {
        List<String> found = new ArrayList<>();
        var filter = new EnterpriseQueries.Filter(typed, List.of(area), null);
        String cursor = null;
        do {
            CursorPage<EnterpriseSummary> page = enterprises.list(filter, false, cursor, 50);
            page.items().forEach(enterprise -> found.add(enterprise.id().toString()));
            cursor = page.next();
        } while (cursor != null && found.size() < most);
        return found;
    }

    private static void execute(String sql) {
        Transactions.inTransaction(
                DATABASE, connection -> StatementBatch.execute(connection, SqlStatement.update(sql)));
    }

    private void add(String uscc, String name, String area) {
        resolve(draft(UUID.randomUUID(), uscc, name, area));
    }

    private void resolve(EnterpriseDraft draft) {
        Transactions.inTransaction(DATABASE, connection -> store.resolve(connection, List.of(draft), true, NOW));
    }

    private static EnterpriseDraft draft(UUID number, String uscc, String name, String area) {
        return new EnterpriseDraft(
                uscc,
                List.of(new Identifier("TEST", number.toString())),
                name,
                "C",
                "4403",
                area,
                null,
                null,
                Set.of(),
                true);
    }
}
