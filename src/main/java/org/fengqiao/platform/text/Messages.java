package org.fengqiao.platform.text;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fengqiao.platform.Time;

/**
 * The catalogue of what people read in place of codes, in messages/zh.properties and messages/en.properties: ICU messages with
 * named arguments. An argument may be a text in both languages, a list of these, a moment or a number; one that is not there
 * is {@code _}, which a message can ask for with {@code select}.
 */
public final class Messages {
    /** What a message sees in place of an argument that is not there. */
    public static final String ABSENT = "_";

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Catalogue ZH = Catalogue.read("zh", Locale.SIMPLIFIED_CHINESE, "、", BilingualText::zh);
    private static final Catalogue EN = Catalogue.read("en", Locale.ENGLISH, ", ", BilingualText::en);

    private Messages() {}

    /** A message without arguments, such as the word for a code. */
    public static BilingualText text(String key) {
        return text(key, Map.of());
    }

    public static BilingualText text(String key, Map<String, ?> arguments) {
        return new BilingualText(ZH.format(key, arguments), EN.format(key, arguments));
    }

    /** Whether there is such a message in both languages. */
    public static boolean has(String key) {
        return ZH.patterns().containsKey(key) && EN.patterns().containsKey(key);
    }

    /** The keys of a language, {@code zh} or {@code en}. */
    static Set<String> keys(String language) {
        return new TreeSet<>((language.equals("zh") ? ZH : EN).patterns().keySet());
    }

    /** The names of the arguments that a message of a language asks for. */
    static Set<String> argumentsOf(String language, String key) {
        Catalogue catalogue = language.equals("zh") ? ZH : EN;
        return new TreeSet<>(argumentsOf(catalogue.pattern(key)));
    }

    /** Those in the branches of a choice included. */
    private static Set<String> argumentsOf(String text) {
        MessagePattern pattern = new MessagePattern(text);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < pattern.countParts(); i++) {
            MessagePattern.Part part = pattern.getPart(i);
            if (part.getType() == MessagePattern.Part.Type.ARG_NAME) names.add(pattern.getSubstring(part));
        }
        return names;
    }

    /** @param words messages that were asked for without arguments, which are asked for most */
    private record Catalogue(
            Map<String, String> patterns,
            Locale locale,
            String separator,
            Function<BilingualText, String> language,
            Map<String, String> words) {

        static Catalogue read(String name, Locale locale, String separator, Function<BilingualText, String> language) {
            Properties properties = new Properties();
            try (InputStream file = Messages.class.getResourceAsStream("/messages/" + name + ".properties")) {
                properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<String, String> patterns = new HashMap<>();
            properties.stringPropertyNames().forEach(key -> patterns.put(key, properties.getProperty(key)));
            return new Catalogue(Map.copyOf(patterns), locale, separator, language, new ConcurrentHashMap<>());
        }

        String pattern(String key) {
            String pattern = patterns.get(key);
            if (pattern != null) return pattern;
            throw new IllegalArgumentException(
                    "No message has the key " + key + "; add it to messages/zh.properties and messages/en.properties");
        }

        String format(String key, Map<String, ?> arguments) {
            String word = arguments.isEmpty() ? words.get(key) : null;
            if (word != null) return word;
            String text = formatAnew(key, arguments);
            if (arguments.isEmpty()) words.put(key, text);
            return text;
        }

        private String formatAnew(String key, Map<String, ?> arguments) {
            String pattern = pattern(key);
            Map<String, Object> values = new HashMap<>();
            for (String name : argumentsOf(pattern)) values.put(name, value(arguments.get(name)));
            // a new one each time, because a MessageFormat is not safe to share between threads
            return new MessageFormat(pattern, locale).format(values);
        }

        private Object value(Object argument) {
            if (argument == null || argument.equals(false) || argument instanceof String text && text.isBlank())
                return ABSENT;
            if (argument instanceof BilingualText text) return value(language.apply(text));
            if (argument instanceof Instant at) return MINUTE.format(LocalDateTime.ofInstant(at, Time.CITY));
            if (argument instanceof Collection<?> list)
                return value(list.stream().map(each -> value(each).toString()).collect(Collectors.joining(separator)));
            return argument instanceof Number ? argument : argument.toString();
        }
    }
}
