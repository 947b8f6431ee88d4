package org.fengqiao.platform.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;

/** Refusals inside an answer that has several results, in the language of the request. */
@RequestScoped
public class Problems {
    private final RoutingContext context;

    Problems(RoutingContext context) {
        this.context = context;
    }

    public Problem of(ProblemException refused) {
        return Problem.of(
                refused.kind().httpStatus(),
                refused.code(),
                new BilingualText(refused.zh(), refused.en()),
                List.of(),
                context.normalizedPath(),
                Language.of(context));
    }
}
