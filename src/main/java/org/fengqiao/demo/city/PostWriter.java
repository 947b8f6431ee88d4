package org.fengqiao.demo.city;

/** Writes the posts of each area, their holders and stand-ins. Some are vacant on purpose. */
final class PostWriter {
    static final int OFFICERS = 1_400;
    /** The mediation lead of Xinxue has only a stand-in; the post of Xiangjiaotang is vacant. */
    static final String ONLY_STAND_IN = "440307013023";

    static final String NOBODY = "440307013022";

    private final CityMap map;
    private final CountingCsvWriter out;
    private final String since;

    PostWriter(CityMap map, CountingCsvWriter out, String since) {
        this.map = map;
        this.out = out;
        this.since = since;
    }

    void write() {
        out.row("kind", "area_code", "zh", "en", "username", "stand_in", "valid_from", "valid_to");
        for (var place : map.places()) {
            switch (place.level()) {
                case "DISTRICT" -> district(place);
                case "SUBDISTRICT" -> subDistrict(place);
                case "COMMUNITY" -> community(place);
                default -> {} // the routes need no post of the city itself
            }
        }
        officers();
    }

    /** The first officer of a grid. */
    static String officer(int grid) {
        var number = Integer.toString(grid + 1);
        return "io." + "0".repeat(Math.max(0, 4 - number.length())) + number;
    }

    private void district(CityMap.Place place) {
        held("DISTRICT_HR", place, "人力资源局", "human-resources bureau", "hr");
    }

    private void subDistrict(CityMap.Place place) {
        held("LABOUR_OFFICE_HEAD", place, "劳动办负责人", "head of the labour office", "head");
        standIn("LABOUR_OFFICE_HEAD", place, "劳动办负责人", "head of the labour office", "deputy");
        held("LABOUR_DUTY_DESK", place, "劳动办值班台", "labour-office duty desk", "desk");
        held("LABOUR_DUTY_OFFICER", place, "劳动办值班员", "labour-office duty officer", "duty");
        held("SUBDISTRICT_LEADER", place, "街道分管领导", "sub-district leader", "leader");
        held("TRADE_UNION", place, "总工会", "trade union", "union");
        held("GOVERNANCE_CENTRE", place, "综治中心", "comprehensive governance centre", "centre");
    }

    private void community(CityMap.Place place) {
        var zh = "社区调解组长";
        var en = "community mediation lead";
        switch (place.code()) {
            case ONLY_STAND_IN -> standIn("MEDIATION_LEAD", place, zh, en, "lead2");
            case NOBODY -> row("MEDIATION_LEAD", place.code(), place.zh() + " " + zh, place.en() + " " + en, "", false);
            default -> held("MEDIATION_LEAD", place, zh, en, "lead");
        }
        held("CARE_TEAM", place, "关怀小组", "care team", "care");
    }

    /** Every grid has one post; if there are more officers than grids, the others stand in. */
    private void officers() {
        for (var community : map.communities()) {
            for (var grid = community.firstGrid(); grid < community.firstGrid() + community.grids(); grid++) {
                var code = community.gridCode(grid);
                var zh = code + "网格 信息员";
                var en = "information officer, grid " + code;
                for (var officer = grid; officer < Math.max(OFFICERS, map.grids()); officer += map.grids()) {
                    row("INFORMATION_OFFICER", code, zh, en, officer(officer), officer != grid);
                }
            }
        }
    }

    private void held(String kind, CityMap.Place place, String zh, String en, String user) {
        row(kind, place.code(), place.zh() + " " + zh, place.en() + " " + en, user + "." + place.slug(), false);
    }

    private void standIn(String kind, CityMap.Place place, String zh, String en, String user) {
        row(kind, place.code(), place.zh() + " " + zh, place.en() + " " + en, user + "." + place.slug(), true);
    }

    private void row(String kind, String area, String zh, String en, String username, boolean standIn) {
        out.row(kind, area, zh, en, username, Boolean.toString(standIn), since, "");
    }
}
