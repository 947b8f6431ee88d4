package org.fengqiao.demo.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fengqiao.platform.Eventually;
import org.fengqiao.platform.ProblemException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class DemoCityTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 23);
    private static final List<String> FILES =
            List.of("areas.csv", "posts.csv", "enterprises.csv", "relations.csv", "observations.csv");
    private static final Set<String> CORE = Set.of("WAG01", "SOC01", "OPS02", "DIS01");

    @TempDir
    static Path folder;

    private static DemoCity.Summary city;

    @BeforeAll
    static void writeCity() {
        city = DemoCity.write(folder, DemoCity.DEFAULT_SIZE, 1, AS_OF, done -> {});
    }

    @Test
    void same_seed_size_and_date_give_the_same_bytes(@TempDir Path again, @TempDir Path other) throws IOException {
        var second = DemoCity.write(again, DemoCity.DEFAULT_SIZE, 1, AS_OF, done -> {});
        DemoCity.write(other, DemoCity.DEFAULT_SIZE, 2, AS_OF, done -> {});
        assertThat(second).isEqualTo(city);
        for (var file : FILES) {
            assertThat(Files.mismatch(folder.resolve(file), again.resolve(file)))
                    .isEqualTo(-1);
        }
        assertThat(Files.mismatch(folder.resolve("observations.csv"), other.resolve("observations.csv")))
                .isNotEqualTo(-1);
    }

    @Test
    void an_enterprise_does_not_depend_on_the_others(@TempDir Path smaller) throws IOException {
        DemoCity.write(smaller, 900, 1, AS_OF, done -> {});
        var few = Files.readString(smaller.resolve("observations.csv"));
        assertThat(Files.readString(folder.resolve("observations.csv"))).startsWith(few);
    }

    @Test
    void summary_counts_what_the_files_hold() throws IOException {
        for (var written : city.files()) {
            var file = folder.resolve(written.file());
            assertThat(written.rows()).isEqualTo(rows(written.file()).size());
            assertThat(written.bytes()).isEqualTo(Files.size(file));
        }
    }

    @Test
    void most_firms_are_small_as_in_a_real_city() throws IOException {
        var sizes = new ArrayList<Integer>();
        for (var row : good("enterprises.csv")) {
            if (row.getField("headcount_source").equals("enterprise-report")) {
                sizes.add(Integer.parseInt(row.getField("headcount")));
            }
        }
        assertThat(sizes).hasSize(DemoCity.DEFAULT_SIZE).allMatch(s -> s >= 1 && s <= 20_000);
        assertThat(sizes.stream().filter(s -> s >= 300).count()).isBetween(250L, 350L);
        assertThat(sizes.stream().filter(s -> s >= 100).count()).isBetween(700L, 1_000L);
        assertThat(sizes.stream().filter(s -> s <= 6).count()).isBetween(9_000L, 11_000L);
        assertThat(Collections.max(sizes)).isGreaterThan(10_000);
    }

    @Test
    void codes_are_unique_and_few_fail_their_check_digit() throws IOException {
        Map<String, Set<String>> sources = new HashMap<>();
        var rows = good("enterprises.csv");
        for (var row : rows) {
            var source = row.getField("headcount_source");
            assertThat(sources.computeIfAbsent(row.getField("uscc"), u -> new HashSet<>())
                            .add(source))
                    .isTrue();
        }
        assertThat(sources).hasSize(DemoCity.DEFAULT_SIZE);
        assertThat(sources.keySet()).allMatch(u -> u.matches("91440307MA0[0-9A-HJ-NPQRTUWXY]{7}"));
        assertThat(sources.keySet().stream().filter(u -> !checkDigitHolds(u)).count())
                .isBetween(2L, 25L);
        assertThat(sources.values().stream().filter(s -> s.size() == 2).count()).isBetween(60L, 140L);
    }

    @Test
    void codes_stay_unique_up_to_the_largest_city() {
        var seen = new BitSet();
        for (var i = 0; i < DemoCity.LARGEST_SIZE; i++) {
            var uscc = UsccGenerator.of(i);
            var entity = 0;
            for (var c : uscc.substring(11, 16).toCharArray()) {
                entity = entity * 31 + "0123456789ABCDEFGHJKLMNPQRTUWXY".indexOf(c);
            }
            assertThat(seen.get(entity)).isFalse();
            seen.set(entity);
        }
    }

    @Test
    void published_fixtures_have_the_same_check_characters() {
        assertThat(checkDigitHolds("91440307MA0TE00180")).isTrue();
        assertThat(checkDigitHolds(UsccGenerator.of(0))).isTrue();
        assertThat(checkDigitHolds(UsccGenerator.withWrongCheck(UsccGenerator.of(0))))
                .isFalse();
        // Inner check of the public example 70846113-6: here of our own code, letters as 10..35.
        var own = UsccGenerator.of(12_345);
        var weights = new int[] {3, 7, 9, 10, 5, 8, 4, 2};
        var sum = 0;
        for (var i = 0; i < 8; i++) {
            sum += weights[i] * Character.digit(own.charAt(8 + i), 36);
        }
        var inner = (11 - sum % 11) % 11;
        assertThat(own.charAt(16)).isEqualTo(inner == 10 ? 'X' : (char) ('0' + inner));
    }

    @Test
    void every_area_has_its_parent_and_every_enterprise_and_post_its_area() throws IOException {
        var codes = new HashSet<String>();
        for (var row : rows("areas.csv")) {
            var parent = row.getField("parent");
            assertThat(parent.isEmpty() ? row.getField("level").equals("CITY") : codes.contains(parent))
                    .isTrue();
            assertThat(codes.add(row.getField("code"))).isTrue();
        }
        for (var row : good("enterprises.csv")) {
            assertThat(codes).contains(row.getField("area_code"));
        }
        for (var row : rows("posts.csv")) {
            assertThat(codes).contains(row.getField("area_code"));
        }
        codes.add("0"); // the root is there before any city
        for (var account : DemoAccounts.all()) {
            assertThat(codes).contains(account.areaCode());
        }
    }

    @Test
    void a_whole_city_has_all_its_districts_and_no_area_twice() {
        var map = CityMap.of(DemoCity.LARGEST_SIZE);
        var codes = new HashSet<String>();
        for (var place : map.places()) {
            assertThat(place.parent().isEmpty() || place.code().startsWith(place.parent()))
                    .isTrue();
        }
        map.places().forEach(p -> assertThat(codes.add(p.code())).isTrue());
        for (var grid = 0; grid < map.grids(); grid++) {
            assertThat(codes.add(map.communityOf(grid).gridCode(grid))).isTrue();
        }
        assertThat(map.places().stream().filter(p -> p.level().equals("DISTRICT")))
                .hasSize(9);
        assertThat(map.grids()).isBetween(12_000, 15_000);
    }

    @Test
    void bantian_has_its_officers_and_two_vacant_posts() throws IOException {
        var officers = new HashSet<String>();
        var holders = new HashSet<String>();
        var leads = new HashMap<String, NamedCsvRecord>();
        for (var row : rows("posts.csv")) {
            holders.add(row.getField("username"));
            if (row.getField("kind").equals("INFORMATION_OFFICER")) {
                officers.add(row.getField("username"));
            }
            if (row.getField("kind").equals("MEDIATION_LEAD")) {
                leads.put(row.getField("area_code"), row);
            }
        }
        assertThat(officers).hasSize(1_400);
        assertThat(leads).hasSize(16);
        assertThat(leads.get(PostWriter.ONLY_STAND_IN).getField("stand_in")).isEqualTo("true");
        assertThat(leads.get(PostWriter.NOBODY).getField("username")).isEmpty();
        assertThat(holders)
                .contains("head.bantian", "lead.wuhe", "lead.gangtou", "duty.bantian", "io.0001", "care.wuhe");
    }

    @Test
    void observations_parse_and_no_source_reports_twice_a_day() throws IOException {
        var seen = new HashSet<String>();
        var rows = good("observations.csv");
        for (var row : rows) {
            Double.parseDouble(row.getField("value"));
            var occurred = LocalDate.parse(row.getField("occurred_on"));
            var learnt = LocalDate.parse(row.getField("learnt_on"));
            assertThat(occurred).isAfterOrEqualTo(AS_OF.minusDays(365)).isBeforeOrEqualTo(learnt);
            assertThat(learnt).isBefore(AS_OF);
            var key = String.join(
                    "|", row.getField("uscc"), row.getField("indicator"), row.getField("source"), occurred.toString());
            assertThat(seen.add(key)).as(key).isTrue();
            assertThat(row.getField("document").isEmpty())
                    .isEqualTo(!row.getField("kind").equals("OFFICIAL_DECISION"));
        }
        assertThat(rows.size() / (double) DemoCity.DEFAULT_SIZE).isBetween(5.0, 7.5);
    }

    @Test
    void some_report_nothing_for_sixty_days_but_none_with_a_story() throws IOException {
        Map<String, Set<String>> fresh = new HashMap<>();
        for (var row : good("observations.csv")) {
            var heard = fresh.computeIfAbsent(row.getField("uscc"), u -> new HashSet<>());
            if (CORE.contains(row.getField("indicator"))
                    && LocalDate.parse(row.getField("occurred_on")).isAfter(AS_OF.minusDays(58))) {
                heard.add(row.getField("indicator"));
            }
        }
        var heardOf = fresh.values().stream().filter(f -> f.size() >= 2).count();
        assertThat(1 - heardOf / (double) DemoCity.DEFAULT_SIZE).isBetween(0.03, 0.08);
        var cast = new StoryCast(1);
        for (var i = 0; i < DemoCity.DEFAULT_SIZE; i++) {
            if (cast.roleOf(i) != null) {
                var uscc = fresh.containsKey(UsccGenerator.of(i))
                        ? UsccGenerator.of(i)
                        : UsccGenerator.withWrongCheck(UsccGenerator.of(i));
                assertThat(fresh.get(uscc)).hasSizeGreaterThanOrEqualTo(2);
            }
        }
    }

    @Test
    void every_story_is_played_and_the_mix_of_endings_is_the_intended_one() {
        var cast = new StoryCast(1);
        var endings = new HashMap<String, Integer>();
        for (var i = 0; i < DemoCity.DEFAULT_SIZE; i++) {
            var role = cast.roleOf(i);
            if (role != null) {
                endings.merge(role.tier(), 1, Integer::sum);
            }
        }
        assertThat(endings.get("RED")).isBetween(10, 25);
        assertThat(endings.get("ORANGE")).isBetween(60, 140);
        assertThat(endings.get("YELLOW")).isBetween(80, 200);
        assertThat(endings.get("BLUE")).isBetween(150, 500);
        assertThat(city.stories().keySet())
                .containsAll(
                        cast.roles().stream().map(StoryCast.StoryRole::story).toList());
    }

    @Test
    void a_story_with_an_ending_goes_on_as_the_ending() {
        var paid = new StoryCast(1)
                .roles().stream()
                        .filter(role ->
                                role.story().equals("CHAIN_LATE") && role.tier().equals("GREEN"))
                        .findFirst()
                        .orElseThrow();
        assertThat(paid.steps().stream().map(StoryCast.StoryStep::day))
                .startsWith(0, 3, 9, 10)
                .isSorted();
        assertThat(paid.lastDay()).isEqualTo(16);
    }

    @Test
    void those_who_belong_together_live_through_it_at_once() throws IOException {
        Map<String, Set<String>> groups = new HashMap<>();
        for (var row : rows("relations.csv")) {
            groups.computeIfAbsent(row.getField("key"), k -> new HashSet<>()).add(row.getField("uscc"));
        }
        Map<String, Set<String>> began = new HashMap<>();
        for (var row : good("observations.csv")) {
            if (!row.getField("indicator").equals("DIS07")
                    || !row.getField("value").equals("1")) continue;
            groups.forEach((key, members) -> {
                if (members.contains(row.getField("uscc")))
                    began.computeIfAbsent(key, k -> new HashSet<>()).add(row.getField("occurred_on"));
            });
        }
        assertThat(groups.values()).allMatch(members -> members.size() >= 3);
        assertThat(began).hasSizeGreaterThanOrEqualTo(10);
        assertThat(began.values()).allMatch(days -> days.size() == 1);
    }

    @Test
    void a_source_is_silent_at_the_end() throws IOException {
        assertThat(good("observations.csv"))
                .filteredOn(row -> row.getField("source").equals("power-supply"))
                .isNotEmpty()
                .allMatch(row -> LocalDate.parse(row.getField("learnt_on")).isBefore(AS_OF.minusDays(40)));
    }

    @Test
    void each_error_is_there_once_and_only_in_larger_cities(@TempDir Path small) throws IOException {
        assertThat(city.refused()).hasSize(13);
        for (var file : List.of("enterprises.csv", "observations.csv")) {
            var expected = city.refused().stream()
                    .filter(r -> r.file().equals(file))
                    .map(DemoCity.InvalidRow::row)
                    .toList();
            var rows = rows(file);
            assertThat(rows.subList(rows.size() - expected.size(), rows.size()).stream()
                            .map(NamedCsvRecord::getFields))
                    .isEqualTo(expected);
        }
        assertThat(DemoCity.write(small, 999, 1, AS_OF, done -> {}).refused()).isEmpty();
    }

    @Test
    void memory_does_not_grow_with_the_city(@TempDir Path large) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var child = new ProcessBuilder(
                        java,
                        "-Xmx24m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        large.toString())
                .redirectErrorStream(true)
                .redirectOutput(large.resolve("log").toFile())
                .start();
        assertThat(Eventually.exit(child))
                .as(Files.readString(large.resolve("log")))
                .isZero();
        assertThat(Files.size(large.resolve("observations.csv"))).isGreaterThan(100_000_000L);
    }

    @Test
    void an_impossible_size_is_refused_with_the_way_out(@TempDir Path none) {
        assertThatThrownBy(() -> DemoCity.write(none, 0, 1, AS_OF, done -> {}))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("--size");
    }

    static final class Child {
        public static void main(String[] args) {
            DemoCity.write(Path.of(args[0]), 300_000, 1, AS_OF, done -> {});
        }
    }

    /** Written apart from {@link UsccGenerator} on purpose: weights by their formula, the sum taken with the last character. */
    private static boolean checkDigitHolds(String uscc) {
        var sum = 0;
        var weight = 1;
        for (var i = 0; i < 17; i++) {
            sum += weight * "0123456789ABCDEFGHJKLMNPQRTUWXY".indexOf(uscc.charAt(i));
            weight = weight * 3 % 31;
        }
        return (sum + "0123456789ABCDEFGHJKLMNPQRTUWXY".indexOf(uscc.charAt(17))) % 31 == 0;
    }

    private static List<NamedCsvRecord> good(String file) throws IOException {
        var bad = city.refused().stream().filter(r -> r.file().equals(file)).count();
        var rows = rows(file);
        return rows.subList(0, rows.size() - (int) bad);
    }

    private static List<NamedCsvRecord> rows(String file) throws IOException {
        try (var csv = CsvReader.builder().ofNamedCsvRecord(folder.resolve(file))) {
            return csv.stream().toList();
        }
    }
}
