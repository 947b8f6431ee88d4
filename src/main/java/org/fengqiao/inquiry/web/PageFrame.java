package org.fengqiao.inquiry.web;

import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.fengqiao.inquiry.DisplayNames;
import org.fengqiao.inquiry.PostSummary;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.Language;

/** The data of every page: the reader's language, name, roles and posts. */
@RequestScoped
class PageFrame {
    private final DisplayNames names;
    private final Caller caller;
    private final RoutingContext context;
    private final InstantSource clock;

    PageFrame(DisplayNames names, Caller caller, RoutingContext context, InstantSource clock) {
        this.names = names;
        this.caller = caller;
        this.context = context;
        this.clock = clock;
    }

    TemplateInstance page(Template template, List<PostSummary> held) {
        Language language = Language.of(context);
        PageWording say = new PageWording(language, clock.instant());
        return template.data("zh", language == Language.ZH)
                .data("lang", language.tag())
                .data("say", say)
                .data("path", context.normalizedPath())
                .data("name", names.of(caller.username()))
                .data("roles", roles(say))
                .data("posts", held);
    }

    private String roles(PageWording say) {
        return Arrays.stream(Role.values())
                .filter(caller::hasRole)
                .map(say::role)
                .collect(Collectors.joining(say.language().choose("、", ", ")));
    }
}
