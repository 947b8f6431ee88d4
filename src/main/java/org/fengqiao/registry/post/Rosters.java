package org.fengqiao.registry.post;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.StrictCsv;

/** Duty rosters: who is on duty at a post on which day or shift. */
@ApplicationScoped
@Transactional
public class Rosters {
    private final DutyShiftRepository shifts;

    Rosters(DutyShiftRepository shifts) {
        this.shifts = shifts;
    }

    /** Imports kind,area_code,zh,username,from,to, all or none; {@code zh} distinguishes posts of one kind and area. */
    public int importCsv(InputStream csv) {
        List<StrictCsv.Row> rows = StrictCsv.read(csv, "kind", "area_code", "username", "from", "to");
        rows.forEach(this::add);
        return rows.size();
    }

    private void add(StrictCsv.Row row) {
        var key = new DutyShift.Key(post(row), row.text("username"), row.moment("from", false));
        DutyShift shift = shifts.findByIdOptional(key).orElseGet(() -> new DutyShift(key));
        shift.endAt(row.moment("to", true));
        shifts.persist(shift);
    }

    private UUID post(StrictCsv.Row row) {
        PostKind kind = row.oneOf("kind", PostKind.class);
        String area = row.text("area_code");
        List<UUID> posts = shifts.postsOf(kind, area, row.optional("zh"));
        if (posts.size() == 1) return posts.get(0);
        throw ProblemException.invalid(
                "roster-post-unclear",
                "区域 " + area + " 的 " + kind + " 岗位有" + posts.size() + "个，值班表须指明一个：先导入岗位，或填写 zh 列",
                "Area " + area + " has " + posts.size() + " posts of kind " + kind
                        + "; import the post first, or name one of them in column zh");
    }
}
