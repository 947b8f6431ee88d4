package org.fengqiao.cli;

import java.util.Map;
import java.util.stream.Stream;
import org.fengqiao.platform.Text;

/** The language a command speaks; errors always come in both. */
public enum Language {
    ZH,
    EN;

    /** As POSIX has it: the first of these that is set decides. */
    static Language of(Map<String, String> environment) {
        String locale = Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        return locale.startsWith("zh") ? ZH : EN;
    }

    public String of(Text text) {
        return switch (this) {
            case ZH -> text.zh();
            case EN -> text.en();
        };
    }
}
