package org.fengqiao.pages.shell;

import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.fengqiao.inquiry.DisplayNames;
import org.fengqiao.inquiry.PassQueries;
import org.fengqiao.inquiry.PostQueries;
import org.fengqiao.inquiry.PostSummary;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.Language;

/** The data of every page: the reader's language, name, roles and posts, and the pages they may open. */
@RequestScoped
public class PageFrame {
    private final DisplayNames names;
    private final PostQueries posts;
    private final PassQueries passes;
    private final Caller caller;
    private final RoutingContext context;
    private final InstantSource clock;

    private PageWording wording;

    PageFrame(
            DisplayNames names,
            PostQueries posts,
            PassQueries passes,
            Caller caller,
            RoutingContext context,
            InstantSource clock) {
        this.names = names;
        this.posts = posts;
        this.passes = passes;
        this.caller = caller;
        this.context = context;
        this.clock = clock;
    }

    public TemplateInstance page(Template template) {
        return page(template, posts.heldBy(caller.username()));
    }

    public TemplateInstance page(Template template, List<PostSummary> held) {
        PageWording say = wording();
        return plain(template)
                .data("say", say)
                .data("asOf", passes.assessedAsOf())
                .data("path", context.normalizedPath())
                .data("pages", Navigation.of(caller))
                .data("name", names.of(caller.username()))
                .data("roles", roles(say))
                .data("posts", held);
    }

    /** For pages before somebody has signed in. */
    TemplateInstance plain(Template template) {
        Language language = wording().language();
        return template.data("zh", language == Language.ZH)
                .data("lang", language.tag())
                .data("otherLanguage", PageAddress.of(context).with("lang", language.choose("en", "zh")));
    }

    /** The same all over a page, so that no two of its times are counted from different moments. */
    public PageWording wording() {
        if (wording == null) wording = new PageWording(Language.of(context), clock.instant());
        return wording;
    }

    public PageAddress address() {
        return PageAddress.of(context);
    }

    private String roles(PageWording say) {
        return Arrays.stream(Role.values())
                .filter(caller::hasRole)
                .map(say::role)
                .collect(Collectors.joining(say.language().choose("、", ", ")));
    }
}
