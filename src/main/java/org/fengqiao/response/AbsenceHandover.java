package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.ScheduledJob;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.AbsenceQueries;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;
import org.fengqiao.registry.post.PostStore;

/** When somebody is away, whoever answers for him takes over his open alerts and is told of each. */
@ApplicationScoped
public class AbsenceHandover implements ScheduledJob {
    private static final int AT_A_TIME = 50;
    private static final String OPEN = """
            select id, tier, dimension, area_path, owner_post from alert
            where owner_username = ? and closed_at is null for update""";
    private static final String TAKE =
            "update alert set owner_post = ?, owner_username = ?, owner_because = ? where id = ?";

    private final DataSource database;
    private final AbsenceQueries absences;
    private final PostStore posts;
    private final Outbox outbox;

    AbsenceHandover(DataSource database, AbsenceQueries absences, PostStore posts, Outbox outbox) {
        this.database = database;
        this.absences = absences;
        this.posts = posts;
        this.outbox = outbox;
    }

    private record OpenAlert(UUID id, Tier tier, Dimension dimension, String areaPath, UUID post) {}

    @Override
    public String name() {
        return "absences";
    }

    /** Hands over the alerts of those whose absence has begun. Gives back how many alerts. */
    @Override
    public int runDue(Instant at) {
        return Transactions.inTransaction(database, connection -> {
            int all = 0;
            for (PostDirectory.AbsencePeriod absence : absences.claimBegun(connection, at, AT_A_TIME)) {
                if (absence.to().isAfter(at)) all += handOver(connection, absence.username(), at);
            }
            return all;
        });
    }

    private int handOver(Connection connection, String username, Instant at) throws SQLException {
        PostDirectory book = posts.directory(connection);
        List<Notice> notices = new ArrayList<>();
        List<AlertHistoryEntry> history = new ArrayList<>();
        for (OpenAlert alert : open(connection, username)) {
            PostAssignment taker = taker(book, alert, at);
            if (taker.username().equals(Optional.of(username))) continue;
            BilingualText why = new BilingualText(
                    "原责任人缺勤，这条" + alert.tier() + "预警由" + taker.name().zh() + "现任代理人接办",
                    "its owner is away, so this alert at " + alert.tier() + " falls to whoever answers for "
                            + taker.name().en() + " now");
            take(connection, alert, taker);
            history.add(AlertHistoryEntry.bySystem(
                    alert.id(), AlertEvent.REASSIGNED, taker.kind() + "@" + taker.areaCode(), why));
            notices.add(
                    new Notice(Notice.Kind.ESCALATED, alert.id(), taker.postId(), taker.username(), alert.tier(), why));
        }
        AlertHistory.append(connection, history, at);
        outbox.put(connection, notices, at);
        return notices.size();
    }

    /** The same post where somebody is, else the desk; what concerns care stays with a care team. */
    private static PostAssignment taker(PostDirectory book, OpenAlert alert, Instant at) {
        PostAssignment post = book.assignmentOf(alert.post(), at).orElseThrow();
        if (post.occupancy() != PostAssignment.Occupancy.VACANT) return post;
        if (alert.dimension() == Dimension.CARE)
            return book.findNearest(PostKind.CARE_TEAM, "", at).orElse(post);
        return book.dutyDesk(alert.areaPath(), at);
    }

    private static void take(Connection connection, OpenAlert alert, PostAssignment taker) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(TAKE)) {
            update.setObject(1, taker.postId());
            update.setString(2, taker.username().orElse(null));
            update.setString(3, taker.postId().equals(alert.post()) ? "STANDS_IN" : "POST_VACANT");
            update.setObject(4, alert.id());
            update.executeUpdate();
        }
    }

    private static List<OpenAlert> open(Connection connection, String username) throws SQLException {
        List<OpenAlert> open = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(OPEN)) {
            select.setString(1, username);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    open.add(new OpenAlert(
                            row.getObject("id", UUID.class),
                            Tier.valueOf(row.getString("tier")),
                            Dimension.valueOf(row.getString("dimension").toUpperCase(Locale.ROOT)),
                            row.getString("area_path"),
                            row.getObject("owner_post", UUID.class)));
                }
            }
        }
        return open;
    }
}
