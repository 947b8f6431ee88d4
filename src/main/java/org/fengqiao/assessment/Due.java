package org.fengqiao.assessment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.fengqiao.policy.Release;
import org.fengqiao.registry.InOrder;

/** Those of whom something was learnt since they were assessed, or whose assessment no longer holds. */
public final class Due implements Population {
    private final Knowledge knowledge;
    private final InOrder<UUID> ids;
    private final Release release;
    private final Instant at;

    Due(Knowledge knowledge, InOrder<UUID> ids, Release release, Instant at) {
        this.knowledge = knowledge;
        this.ids = ids;
        this.release = release;
        this.at = at;
    }

    @Override
    public Known next(int limit) {
        List<UUID> some = new ArrayList<>();
        while (some.size() < limit && ids.nextId() != null) some.add(ids.next());
        return some.isEmpty() ? Known.empty(0, null) : knowledge.concerning(some, release, at);
    }

    @Override
    public void close() {
        ids.close();
    }
}
