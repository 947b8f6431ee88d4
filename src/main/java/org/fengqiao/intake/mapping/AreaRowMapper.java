package org.fengqiao.intake.mapping;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.intake.CellParser;
import org.fengqiao.intake.RowRejectedException;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.registry.area.Area;

/** The rows of a list of divisions; a row whose level has no meaning here is passed over. */
public final class AreaRowMapper {
    private static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);

    private final Mapping.AreaPart part;
    private final List<Area> areas = new ArrayList<>();

    public AreaRowMapper(Mapping.AreaPart part) {
        this.part = part;
    }

    public void add(MappedRow row) {
        String level = RowMapper.optional(part.level(), row);
        if (level == null) {
            return;
        }
        Area.Level known;
        try {
            known = Area.Level.valueOf(level);
        } catch (IllegalArgumentException e) {
            throw new RowRejectedException(
                    part.level().column(), level, "area-level-unknown", "区域级别无法识别", "No such level of area");
        }
        String parent = known == Area.Level.CITY ? null : RowMapper.optional(part.parent(), row);
        BilingualText name = new BilingualText(RowMapper.required(part.zh(), row), RowMapper.optional(part.en(), row));
        areas.add(new Area(
                CellParser.normalize(RowMapper.required(part.code(), row)),
                known,
                name,
                parent,
                "",
                ALWAYS,
                null,
                null,
                false));
    }

    public List<Area> areas() {
        return areas;
    }
}
