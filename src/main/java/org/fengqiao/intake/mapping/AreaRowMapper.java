package org.fengqiao.intake.mapping;

import java.util.ArrayList;
import java.util.List;
import org.fengqiao.intake.CellParser;
import org.fengqiao.intake.RowRejectedException;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.registry.area.Area;
import org.fengqiao.registry.area.AreaStore;

/** Collects the areas of a list of divisions; rows of a level without meaning here are skipped. */
public final class AreaRowMapper {
    private final AreaMapping mapping;
    private final List<Area> areas = new ArrayList<>();

    public AreaRowMapper(AreaMapping mapping) {
        this.mapping = mapping;
    }

    public void add(MappedRow row) {
        String level = FieldMapping.optional(mapping.level(), row);
        if (level == null) {
            return;
        }
        Area.Level known;
        try {
            known = Area.Level.valueOf(level);
        } catch (IllegalArgumentException e) {
            throw new RowRejectedException(
                    mapping.level().column(), level, "area-level-unknown", "区域级别无法识别", "No such level of area");
        }
        String parent = known == Area.Level.CITY ? null : FieldMapping.optional(mapping.parent(), row);
        BilingualText name = new BilingualText(mapping.zh().requiredIn(row), FieldMapping.optional(mapping.en(), row));
        areas.add(new Area(
                CellParser.normalize(mapping.code().requiredIn(row)),
                known,
                name,
                parent,
                "",
                AreaStore.ALWAYS,
                null,
                null,
                false));
    }

    public List<Area> areas() {
        return areas;
    }
}
