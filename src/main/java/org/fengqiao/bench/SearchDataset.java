package org.fengqiao.bench;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import org.fengqiao.demo.city.UsccGenerator;

/**
 * A register whose names are as hard to search as real ones: some characters are common and most are rare, names of places
 * are frequent where the places are and nowhere else, brackets and letters have either width, and communities differ in
 * size, up to the one in which a thirtieth of the city is registered.
 */
final class SearchDataset {
    private static final int DISTRICTS = 10;
    private static final int SUBDISTRICTS = 7;
    private static final int COMMUNITIES = 10;
    private static final int GRIDS = 20;
    private static final int PLACES = DISTRICTS * SUBDISTRICTS * COMMUNITIES;
    private static final int PROGRESS_EVERY = 10_000;

    private static final List<String> BUSINESSES =
            List.of(("科技,贸易,实业,电子,电子商务,供应链,信息技术,软件,网络,传媒,文化传播,教育咨询,企业管理,投资,物业管理,建筑工程,装饰,设计,"
                            + "餐饮,食品,服饰,鞋业,五金,塑胶,模具,精密制造,自动化设备,光电,照明,电源,电池,新能源,环保,生物,医药,医疗器械,健康管理,美容,"
                            + "物流,货运代理,仓储,汽车服务,租赁,机械,印刷,包装,玩具,珠宝,钟表,家具,家政,人力资源,劳务派遣,财税,知识产权,检测,"
                            + "进出口,百货,便利,水果,茶叶,酒业,海鲜,园林,安防,通信,半导体,智能")
                    .split(","));
    private static final List<String> SUFFIXES =
            List.of("有限公司", "有限公司", "有限公司", "有限公司", "股份有限公司", "商行", "经营部", "工作室", "店", "厂", "中心");

    private final List<String> characters = shuffledCharacters();
    private final long seed;

    SearchDataset(long seed) {
        this.seed = seed;
    }

    void write(Path folder, int enterprises, LocalDate today, LongConsumer progress) {
        try (CsvWriter areas = writer(folder.resolve("areas.csv"));
                CsvWriter register = writer(folder.resolve("enterprises.csv"))) {
            areas.writeRecord("code", "level", "zh", "en", "parent");
            for (int place = 0; place < PLACES; place++) writeAreas(areas, place);
            register.writeRecord(
                    "uscc", "name", "area_code", "address", "headcount", "headcount_date", "headcount_source");
            for (int i = 0; i < enterprises; i++) {
                SplittableRandom random = new SplittableRandom(seed * 31 + i);
                int place = (int) (PLACES * Math.pow(random.nextDouble(), 2));
                register.writeRecord(
                        UsccGenerator.of(i),
                        name(place, random),
                        code(place) + "%02d".formatted(random.nextInt(GRIDS)),
                        "测试路" + random.nextInt(1, 900) + "号",
                        Integer.toString(random.nextInt(1, 60)),
                        today.minusDays(random.nextInt(1, 300)).toString(),
                        "social-insurance");
                if ((i + 1) % PROGRESS_EVERY == 0) progress.accept(i + 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CsvWriter writer(Path file) throws IOException {
        return CsvWriter.builder().bufferSize(1 << 16).build(file, StandardCharsets.UTF_8);
    }

    private void writeAreas(CsvWriter areas, int place) {
        String community = code(place);
        String subdistrict = community.substring(0, 4);
        String district = community.substring(0, 2);
        if (place % (SUBDISTRICTS * COMMUNITIES) == 0) {
            areas.writeRecord(district, "DISTRICT", placeName(place) + "区", "", "4403");
        }
        if (place % COMMUNITIES == 0) {
            areas.writeRecord(subdistrict, "SUBDISTRICT", placeName(place) + "街道", "", district);
        }
        areas.writeRecord(community, "COMMUNITY", placeName(place) + "社区", "", subdistrict);
        for (int grid = 0; grid < GRIDS; grid++) {
            areas.writeRecord(community + "%02d".formatted(grid), "GRID", "网格" + grid, "", community);
        }
    }

    private static String code(int place) {
        int district = place / (SUBDISTRICTS * COMMUNITIES);
        return "S%d%02d%02d".formatted(district, place / COMMUNITIES % SUBDISTRICTS, place % COMMUNITIES);
    }

    private String placeName(int place) {
        return characters.get(900 + place) + characters.get(300 + place % 97);
    }

    private String name(int place, SplittableRandom random) {
        StringBuilder name = new StringBuilder();
        int form = random.nextInt(100);
        if (form < 45) name.append("深圳市");
        else if (form < 52) name.append("深圳");
        else if (form < 72) name.append(placeName(place)).append(form < 62 ? "区" : "");
        else if (form < 75) name.append("广东");
        if (random.nextInt(40) == 0) {
            name.append(letters(random, random.nextBoolean() ? 'A' : 'Ａ'));
        } else {
            int length = 2 + random.nextInt(2);
            for (int i = 0; i < length; i++) name.append(character(random));
        }
        if (form >= 75 && form < 85) name.append(form < 80 ? "（深圳）" : "(深圳)");
        name.append(BUSINESSES.get(random.nextInt(BUSINESSES.size())));
        return name.append(SUFFIXES.get(random.nextInt(SUFFIXES.size()))).toString();
    }

    private static String letters(SplittableRandom random, char first) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < 3; i++) letters.append((char) (first + random.nextInt(26)));
        return letters.toString();
    }

    /** By rank: few are common, most are rare. */
    private String character(SplittableRandom random) {
        double share = random.nextDouble();
        return characters.get((int) (characters.size() * share * share * share));
    }

    /** The 3,755 characters in common use, in an order of our own. */
    private static List<String> shuffledCharacters() {
        Charset standard = Charset.forName("GB2312");
        List<String> all = new ArrayList<>();
        for (int row = 0xB0; row <= 0xD7; row++) {
            for (int cell = 0xA1; cell <= 0xFE; cell++) {
                if (row == 0xD7 && cell > 0xF9) continue;
                all.add(new String(new byte[] {(byte) row, (byte) cell}, standard));
            }
        }
        Collections.shuffle(all, new Random(1));
        return all;
    }
}
