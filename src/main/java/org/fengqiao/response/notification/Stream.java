package org.fengqiao.response.notification;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells whoever has a page open, the moment something is put into the outbox for them, on whatever node that happened. */
@ApplicationScoped
public class Stream {
    /** Commits come in another order than their times, so what is a little older is looked at again. */
    private static final Duration BACK = Duration.ofSeconds(30);

    private static final int REMEMBERED = 20_000;

    private final Inbox inbox;
    private final Duration length;
    private final Map<String, Set<MultiEmitter<? super Inbox.Entry>>> readers = new ConcurrentHashMap<>();
    private final Map<UUID, Boolean> told = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    Stream(Inbox inbox, @ConfigProperty(name = "fengqiao.delivery.stream-length") Duration length) {
        this.inbox = inbox;
        this.length = length;
    }

    /** What comes for a person from now on. It ends after a while; a page opens it again by itself, and is then signed in still. */
    public Multi<Inbox.Entry> of(String username) {
        return Multi.createFrom()
                .<Inbox.Entry>emitter(emitter -> {
                    Set<MultiEmitter<? super Inbox.Entry>> mine =
                            readers.computeIfAbsent(username, name -> ConcurrentHashMap.newKeySet());
                    mine.add(emitter);
                    emitter.onTermination(() -> mine.remove(emitter));
                })
                .select()
                .first(length);
    }

    void look(Instant now) {
        Set<String> names = readers.keySet();
        if (names.isEmpty()) return;
        for (Inbox.Entry entry : inbox.since(names, now.minus(BACK))) {
            synchronized (told) {
                if (told.put(entry.id(), true) != null) continue;
            }
            readers.getOrDefault(entry.username(), Set.of()).forEach(reader -> reader.emit(entry));
        }
        readers.values().removeIf(Set::isEmpty);
    }
}
