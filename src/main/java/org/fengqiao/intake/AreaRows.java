package org.fengqiao.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.platform.Text;
import org.fengqiao.registry.Area;

/** The rows of a list of divisions; a row whose level has no meaning here is passed over. */
final class AreaRows {
    private static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);

    private final Mapping.AreaPart part;
    private final List<Area> areas = new ArrayList<>();

    AreaRows(Mapping.AreaPart part) {
        this.part = part;
    }

    void add(Row row) {
        String level = RowReader.optional(part.level(), row);
        if (level == null) {
            return;
        }
        Area.Level known;
        try {
            known = Area.Level.valueOf(level);
        } catch (IllegalArgumentException e) {
            throw new RowRefused(
                    part.level().column(), level, "area-level-unknown", "区域级别无法识别", "No such level of area");
        }
        String parent = known == Area.Level.CITY ? null : RowReader.optional(part.parent(), row);
        Text name = new Text(RowReader.required(part.zh(), row), RowReader.optional(part.en(), row));
        areas.add(new Area(
                Cells.plain(RowReader.required(part.code(), row)), known, name, parent, "", ALWAYS, null, null, false));
    }

    List<Area> areas() {
        return areas;
    }
}
