package org.fengqiao.platform.web;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.fengqiao.platform.ProblemException;

/** The two languages of the product; {@code ?lang=} first, then what was chosen before, Accept-Language, Chinese. */
public enum Language {
    ZH,
    EN;

    /** Keeps what somebody chose on a page. */
    public static final String COOKIE = "fengqiao-lang";

    public static Language of(RoutingContext context) {
        Stream<String> wished = Stream.ofNullable(context.request().getParam("lang"));
        Stream<String> chosen =
                Stream.ofNullable(context.request().getCookie(COOKIE)).map(Cookie::getValue);
        Stream<String> accepted = context.acceptableLanguages().stream().map(LanguageHeader::tag);
        return Stream.of(wished, chosen, accepted)
                .flatMap(tags -> tags)
                .flatMap(tag -> ofTag(tag).stream())
                .findFirst()
                .orElse(ZH);
    }

    /** Empty for a language we do not speak; the next one may be ours. */
    private static Optional<Language> ofTag(String tag) {
        String primary = tag.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        return Arrays.stream(values())
                .filter(language -> language.tag().equals(primary))
                .findFirst();
    }

    public String tag() {
        return switch (this) {
            case ZH -> "zh";
            case EN -> "en";
        };
    }

    public String of(ProblemException failure) {
        return choose(failure.zh(), failure.en());
    }

    public String choose(String zh, String en) {
        return switch (this) {
            case ZH -> zh;
            case EN -> en;
        };
    }
}
