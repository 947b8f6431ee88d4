package org.fengqiao.cli.console;

import java.util.Map;
import java.util.stream.Stream;
import org.fengqiao.platform.text.BilingualText;

/** The language a command speaks; errors always come in both. */
public enum ConsoleLanguage {
    ZH,
    EN;

    /** As POSIX has it: the first of these that is set decides. */
    static ConsoleLanguage of(Map<String, String> environment) {
        String locale = Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        return locale.startsWith("zh") ? ZH : EN;
    }

    public String of(BilingualText text) {
        return switch (this) {
            case ZH -> text.zh();
            case EN -> text.en();
        };
    }
}
