package org.fengqiao.platform.web;

import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.fengqiao.platform.ProblemException;

/** The two languages of the product; {@code ?lang=} first, then Accept-Language, then Chinese. */
public enum Language {
    ZH,
    EN;

    public static Language of(RoutingContext context) {
        Stream<String> wished = Stream.ofNullable(context.request().getParam("lang"));
        Stream<String> accepted = context.acceptableLanguages().stream().map(LanguageHeader::tag);
        return Stream.concat(wished, accepted)
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
