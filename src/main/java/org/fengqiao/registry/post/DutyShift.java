package org.fengqiao.registry.post;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Somebody's shift at a post. */
@Entity
@Table(name = "duty_shift")
@IdClass(DutyShift.Key.class)
class DutyShift {
    record Key(UUID postId, String username, Instant dutyFrom) {}

    @Id
    UUID postId;

    @Id
    String username;

    @Id
    Instant dutyFrom;

    Instant dutyTo;

    protected DutyShift() {}

    DutyShift(Key key) {
        postId = key.postId();
        username = key.username();
        dutyFrom = key.dutyFrom();
    }

    void endAt(Instant end) {
        dutyTo = end;
    }
}
