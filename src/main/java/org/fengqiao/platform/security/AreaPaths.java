package org.fengqiao.platform.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.fengqiao.platform.ProblemException;

/** The path of an area by its code, read from the table the registry keeps. */
@ApplicationScoped
public class AreaPaths {
    /** Stands for the whole, also before any area has been entered. */
    public static final String ROOT = "0";

    @Inject
    EntityManager entities;

    @Transactional
    public Optional<String> find(String code) {
        if (ROOT.equals(code)) {
            return Optional.of("");
        }
        return entities.createNativeQuery("select path from area where code = ? and valid_to is null", String.class)
                .setParameter(1, code)
                .getResultStream()
                .map(String.class::cast)
                .findFirst();
    }

    public String require(String code) {
        return find(code)
                .orElseThrow(() -> ProblemException.invalid(
                        "area-unknown",
                        "没有编码为“" + code + "”的现行区域。请在 /api/v1/areas 查找编码；整个系统用 0。",
                        "No current area has the code \"" + code
                                + "\". Find the code at /api/v1/areas; the whole is 0."));
    }
}
