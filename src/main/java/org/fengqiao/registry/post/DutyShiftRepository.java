package org.fengqiao.registry.post;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class DutyShiftRepository implements PanacheRepositoryBase<DutyShift, DutyShift.Key> {
    /** @param zh null for posts of any name */
    List<UUID> postsOf(PostKind kind, String areaCode, String zh) {
        String sql = "select id from post where kind = :kind and area_code = :area"
                + " and (cast(:zh as text) is null or zh = cast(:zh as text))";
        return getEntityManager()
                .createNativeQuery(sql, UUID.class)
                .setParameter("kind", kind.name())
                .setParameter("area", areaCode)
                .setParameter("zh", zh)
                .getResultList();
    }
}
