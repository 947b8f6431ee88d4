package org.fengqiao.demo.city;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Where the enterprises are. Up to {@link #BANTIAN_HOLDS}, all are in Bantian's sixteen communities; more are spread over
 * the whole city, whose other sub-districts and communities are invented and marked provisional. Grids are only counted,
 * so the map does not grow with the city.
 */
final class CityMap {
    static final int BANTIAN_HOLDS = 200_000;
    static final String BANTIAN = "440307013";
    private static final int ENTERPRISES_PER_GRID = 200;
    private static final int SUB_DISTRICTS = 8;
    private static final int COMMUNITIES = 10;

    record Place(String code, String level, String zh, String en, String parent, boolean provisional) {
        /** The ASCII name in user names: the English name of a real place, the code of an invented one. */
        String slug() {
            return provisional ? code : en.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        }
    }

    /** A community and its grids, which are numbered consecutively over the whole city. */
    record Community(Place place, String address, int firstGrid, int grids) {
        String gridCode(int grid) {
            var number = grid - firstGrid + 1;
            return place.code() + (number < 10 ? "G0" : "G") + number;
        }
    }

    private final List<Place> places;
    private final List<Community> communities;
    private final int grids;

    private CityMap(List<Place> places, List<Community> communities) {
        this.places = places;
        this.communities = communities;
        var last = communities.get(communities.size() - 1);
        this.grids = last.firstGrid() + last.grids();
    }

    static CityMap of(int enterprises) {
        var real = DemoResources.rows(
                "places.csv",
                r -> new Place(
                        r.getField("code"),
                        r.getField("level"),
                        r.getField("zh"),
                        r.getField("en"),
                        r.getField("parent"),
                        false));
        var places = enterprises > BANTIAN_HOLDS ? wholeCity(real) : bantian(real);
        return new CityMap(places, communities(places, enterprises));
    }

    /** A random grid of the city. */
    int anyGrid(SplittableRandom random) {
        return random.nextInt(grids);
    }

    Community communityOf(int grid) {
        var low = 0;
        var high = communities.size() - 1;
        while (low < high) {
            var middle = (low + high + 1) >>> 1;
            if (communities.get(middle).firstGrid() <= grid) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return communities.get(low);
    }

    List<Place> places() {
        return places;
    }

    List<Community> communities() {
        return communities;
    }

    int grids() {
        return grids;
    }

    private static List<Place> bantian(List<Place> real) {
        return real.stream()
                .filter(p -> BANTIAN.startsWith(p.code()) || p.parent().equals(BANTIAN))
                .toList();
    }

    private static List<Place> wholeCity(List<Place> real) {
        var all = new ArrayList<>(real);
        for (var district : at("DISTRICT", real)) {
            if (real.stream().noneMatch(p -> p.parent().equals(district.code()))) {
                addInvented(all, district, SUB_DISTRICTS, "SUBDISTRICT", "街道", "Sub-district");
            }
        }
        for (var subDistrict : at("SUBDISTRICT", all)) {
            if (!subDistrict.code().equals(BANTIAN)) {
                addInvented(all, subDistrict, COMMUNITIES, "COMMUNITY", "社区", "Community");
            }
        }
        return all;
    }

    private static void addInvented(List<Place> all, Place parent, int count, String level, String zh, String en) {
        for (var i = 1; i <= count; i++) {
            all.add(new Place(
                    parent.code() + String.format(Locale.ROOT, "%03d", 900 + i),
                    level,
                    parent.zh() + "演示第" + i + zh,
                    parent.en() + " Demo " + en + " " + i,
                    parent.code(),
                    true));
        }
    }

    private static List<Place> at(String level, List<Place> places) {
        return places.stream().filter(p -> p.level().equals(level)).toList();
    }

    private static List<Community> communities(List<Place> places, int enterprises) {
        Map<String, Place> byCode = new HashMap<>();
        places.forEach(p -> byCode.put(p.code(), p));
        var all = at("COMMUNITY", places);
        var scale = Math.max(1.0, enterprises / (12.0 * ENTERPRISES_PER_GRID * all.size()));
        var communities = new ArrayList<Community>(all.size());
        var grid = 0;
        for (var place : all) {
            var grids = (int) Math.round((10 + communities.size() * 3 % 5) * scale);
            communities.add(new Community(place, address(place, byCode), grid, grids));
            grid += grids;
        }
        return communities;
    }

    private static String address(Place place, Map<String, Place> byCode) {
        var parent = byCode.get(place.parent());
        if (parent == null) return place.zh();
        // The name of an invented place already contains that of its parent.
        return place.provisional() ? "深圳市" + place.zh() : address(parent, byCode) + place.zh();
    }
}
