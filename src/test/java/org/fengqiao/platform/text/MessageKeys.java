package org.fengqiao.platform.text;

import java.util.Set;

/** The keys of the catalogue and what each message asks for, for tests of other packages. */
public final class MessageKeys {
    private MessageKeys() {}

    public static Set<String> of(String language) {
        return Messages.keys(language);
    }

    public static Set<String> argumentsOf(String language, String key) {
        return Messages.argumentsOf(language, key);
    }
}
