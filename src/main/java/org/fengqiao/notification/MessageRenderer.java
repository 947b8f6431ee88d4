package org.fengqiao.notification;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.notification.channel.ChannelType;
import org.fengqiao.notification.channel.OutgoingMessage;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Masking;

/**
 * Puts a notification into words, in the language of its reader. The words are the files in resources/notification. What
 * many may read names neither enterprise nor tier nor reason; care is never told of but discreetly. Whatever was
 * rendered is masked.
 */
@ApplicationScoped
class MessageRenderer {
    private static final String FOLDER = "/notification/";

    private final Engine engine = Engine.builder().addDefaults().build();
    private final Map<String, Template> templates = new HashMap<>();
    private final Map<String, BilingualText> words = new HashMap<>();
    private final String publicUrl;

    MessageRenderer(@ConfigProperty(name = "fengqiao.public-url") String publicUrl) {
        this.publicUrl = publicUrl;
        for (String name : new String[] {"full.zh", "full.en", "discreet.zh", "discreet.en"})
            templates.put(name, engine.parse(read(name + ".txt")));
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(open("words.csv"), StandardCharsets.UTF_8))) {
            rows.forEach(
                    row -> words.put(row.getField("key"), new BilingualText(row.getField("zh"), row.getField("en"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OutgoingMessage render(ClaimedNotification due, String language, ChannelType channel, Instant at) {
        boolean discreet = channel.isShared() || due.isCare();
        String text = templates
                .get((discreet ? "discreet." : "full.") + language)
                .data("tier", word(due.tier().name(), language))
                .data("title", word(due.kind() + ".title", language))
                .data("todo", word(due.kind() + ".todo", language))
                .data("enterprise", due.alert() == null ? null : due.alert().enterprise())
                .data("post", due.post() == null ? "-" : choose(due.post().name(), language))
                .data("why", choose(due.why(), language))
                .data("link", link(due))
                .data("number", due.id())
                .render();
        String masked = maskAllBut(text, due);
        return new OutgoingMessage(
                due.id(),
                due.kind(),
                due.alert() == null ? null : due.alert().id(),
                discreet ? null : due.tier(),
                masked.lines().findFirst().orElseThrow(),
                masked,
                link(due),
                due.madeAt(),
                at);
    }

    /** Ids of ours are made of digits too and are no numbers of a person: they are put back as they were. */
    private String maskAllBut(String text, ClaimedNotification due) {
        String id = due.id().toString();
        String link = link(due);
        return Masking.mask(text.replace(link, "{link}").replace(id, "{number}"))
                .replace("{link}", link)
                .replace("{number}", id);
    }

    private String link(ClaimedNotification due) {
        return due.alert() == null
                ? publicUrl + "/"
                : publicUrl + "/alerts/" + due.alert().id();
    }

    private String word(String key, String language) {
        return choose(words.get(key), language);
    }

    private static String choose(BilingualText text, String language) {
        return language.equals("zh") ? text.zh() : text.en();
    }

    private static String read(String name) {
        try (InputStream file = open(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        return MessageRenderer.class.getResourceAsStream(FOLDER + name);
    }
}
