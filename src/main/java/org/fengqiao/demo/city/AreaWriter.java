package org.fengqiao.demo.city;

/** Writes the area tree, parents before children; one grid is closed and names its successor. */
final class AreaWriter {
    private static final String SINCE = "2017-01-01";
    private static final String CLOSED = "2022-07-01";

    private final CityMap map;
    private final CountingCsvWriter out;

    AreaWriter(CityMap map, CountingCsvWriter out) {
        this.map = map;
        this.out = out;
    }

    void write() {
        out.row("code", "level", "zh", "en", "parent", "valid_from", "valid_to", "successor", "provisional");
        for (var place : map.places()) {
            row(place.code(), place.level(), place.zh(), place.en(), place.parent(), "", "", place.provisional());
        }
        for (var community : map.communities()) {
            for (var grid = community.firstGrid(); grid < community.firstGrid() + community.grids(); grid++) {
                grid(community, community.gridCode(grid), grid - community.firstGrid() + 1, "", "");
            }
        }
        var first = map.communities().get(0);
        grid(first, first.place().code() + "G99", 99, CLOSED, first.gridCode(first.firstGrid()));
    }

    private void grid(CityMap.Community community, String code, int number, String closed, String successor) {
        var place = community.place();
        row(
                code,
                "GRID",
                place.zh() + "第" + number + "网格",
                place.en() + " grid " + number,
                place.code(),
                closed,
                successor,
                true);
    }

    private void row(
            String code,
            String level,
            String zh,
            String en,
            String parent,
            String closed,
            String successor,
            boolean provisional) {
        out.row(code, level, zh, en, parent, SINCE, closed, successor, Boolean.toString(provisional));
    }
}
