package org.fengqiao.registry.area;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;

/** Merges a list of areas into those already known. */
final class AreaMerge {
    private record RowKey(String code, LocalDate validFrom) {
        static RowKey of(Area area) {
            return new RowKey(area.code(), area.validFrom());
        }
    }

    private AreaMerge() {}

    /** The rows that are new or differ from the known ones, each with its path. */
    static List<Area> changedRows(Collection<Area> known, Collection<Area> given) {
        Map<RowKey, Area> before = new LinkedHashMap<>();
        known.forEach(area -> before.put(RowKey.of(area), area));
        Map<RowKey, Area> after = new LinkedHashMap<>(before);
        given.forEach(area -> put(after, area));
        Map<String, String> parents = new LinkedHashMap<>();
        after.values().stream()
                .sorted(Comparator.comparing(Area::validFrom))
                .forEach(area -> parents.put(area.code(), area.parent()));
        after.replaceAll((key, area) -> area.under(area.parent() == null ? "" : path(area.parent(), parents, 0)));
        return after.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** A row that begins later ends the open row of the same code. */
    private static void put(Map<RowKey, Area> areas, Area given) {
        List<Area> sameCode = areas.values().stream()
                .filter(area -> area.code().equals(given.code()))
                .toList();
        Area added = withEnglishName(given, sameCode);
        for (Area area : sameCode) {
            if (area.validTo() == null && area.validFrom().isBefore(added.validFrom())) {
                areas.put(RowKey.of(area), area.endedOn(added.validFrom()));
            }
        }
        areas.put(RowKey.of(added), added);
    }

    private static Area withEnglishName(Area area, List<Area> sameCode) {
        if (area.name().en() != null) return area;
        String en = sameCode.stream()
                .map(other -> other.name().en())
                .findFirst()
                .orElse(area.name().zh());
        return area.named(new BilingualText(area.name().zh(), en));
    }

    private static String path(String code, Map<String, String> parents, int depth) {
        if (code.equals(Area.ROOT)) return "";
        if (!parents.containsKey(code) || depth > Area.Level.values().length) {
            throw ProblemException.invalid(
                    "area-parent-unknown",
                    "上级区域 " + code + " 不存在或成环，请先在区域表中加入它",
                    "Parent area " + code + " is missing or part of a cycle; add it to the list of areas first");
        }
        String parent = parents.get(code);
        return (parent == null ? "" : path(parent, parents, depth + 1)) + code + ".";
    }
}
