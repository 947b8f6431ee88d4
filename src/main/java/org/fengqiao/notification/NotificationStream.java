package org.fengqiao.notification;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Pushes new notifications to open pages as soon as they are in the outbox, on whatever node that happened. */
@ApplicationScoped
public class NotificationStream {
    /** How far back to look: a pass commits what it made some time ago. */
    private static final Duration LOOK_BACK = Duration.ofMinutes(15);

    private static final int REMEMBERED = 20_000;

    private final Inbox inbox;
    private final InstantSource clock;
    private final Duration length;
    private final Map<String, Set<MultiEmitter<? super Inbox.InboxEntry>>> readers = new ConcurrentHashMap<>();
    private final Map<UUID, Boolean> published = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    NotificationStream(
            Inbox inbox,
            InstantSource clock,
            @ConfigProperty(name = "fengqiao.delivery.stream-length") Duration length) {
        this.inbox = inbox;
        this.clock = clock;
        this.length = length;
    }

    /** What is new for a person from now on. It ends after a while; the page reopens it if still signed in. */
    public Multi<Inbox.InboxEntry> of(String username) {
        Instant now = clock.instant();
        inbox.between(List.of(username), now.minus(LOOK_BACK), now).forEach(entry -> isNew(entry.id()));
        return Multi.createFrom()
                .<Inbox.InboxEntry>emitter(emitter -> {
                    Set<MultiEmitter<? super Inbox.InboxEntry>> mine =
                            readers.computeIfAbsent(username, name -> ConcurrentHashMap.newKeySet());
                    mine.add(emitter);
                    emitter.onTermination(() -> mine.remove(emitter));
                })
                .select()
                .first(length);
    }

    /** @param names the users with something new, one per line; empty for everybody */
    void publish(String names, Instant now) {
        readers.values().removeIf(Set::isEmpty);
        Set<String> called = new HashSet<>(readers.keySet());
        if (!names.isEmpty()) called.retainAll(names.lines().toList());
        if (called.isEmpty()) return;
        for (Inbox.InboxEntry entry : inbox.between(called, now.minus(LOOK_BACK), now)) {
            if (isNew(entry.id()))
                readers.getOrDefault(entry.username(), Set.of()).forEach(reader -> reader.emit(entry));
        }
    }

    private boolean isNew(UUID id) {
        synchronized (published) {
            return published.put(id, true) == null;
        }
    }
}
