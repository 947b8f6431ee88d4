package org.fengqiao.notification.reach;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlarmWriter;
import org.fengqiao.alerting.AlarmWriter.Alarm;
import org.fengqiao.notification.reach.UnreachablePosts.UnreachablePost;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ScheduledJob;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;

/** Keeps an operational alarm for each post of which somebody cannot be told, and clears it when they can again. */
@ApplicationScoped
public class ReachabilityAlarms implements ScheduledJob {
    static final String KIND = "POST_UNREACHABLE";
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final DataSource database;
    private final UnreachablePosts unreachable;
    private final Ids ids;
    private volatile Instant last = Instant.EPOCH;

    ReachabilityAlarms(DataSource database, UnreachablePosts unreachable, Ids ids) {
        this.database = database;
        this.unreachable = unreachable;
        this.ids = ids;
    }

    @Override
    public String name() {
        return "reachability";
    }

    /** Once a minute. Returns how many posts there are. */
    @Override
    public int runDue(Instant at) {
        if (Duration.between(last, at).abs().compareTo(INTERVAL) < 0) return 0;
        last = at;
        return refresh(at).size();
    }

    /** Looks at all posts now. */
    public List<UnreachablePost> refresh(Instant at) {
        return Transactions.inTransaction(database, connection -> {
            List<UnreachablePost> found = unreachable.find(connection, "", at);
            StatementBatch batch = new StatementBatch();
            AlarmWriter.replace(
                    batch,
                    KIND,
                    found.stream()
                            .map(post -> new Alarm(ids.next(), post.id() + "@" + post.areaPath(), post.text()))
                            .toList(),
                    at);
            batch.execute(connection);
            return found;
        });
    }
}
