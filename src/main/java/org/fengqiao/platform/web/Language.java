package org.fengqiao.platform.web;

import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.fengqiao.platform.ProblemException;

/** The two languages of the product; {@code ?lang=} first, then Accept-Language, then Chinese. */
public enum Language {
    ZH,
    EN;

    public static Language of(RoutingContext context) {
        String wished = context.request().getParam("lang");
        if (wished != null) {
            return wished.startsWith("en") ? EN : ZH;
        }
        for (LanguageHeader accepted : context.acceptableLanguages()) {
            switch (String.valueOf(accepted.tag()).toLowerCase(Locale.ROOT)) {
                case "zh":
                    return ZH;
                case "en":
                    return EN;
                default:
                // A language we do not speak; the next one may be ours.
            }
        }
        return ZH;
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
