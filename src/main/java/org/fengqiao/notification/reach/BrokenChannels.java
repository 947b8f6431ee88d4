package org.fengqiao.notification.reach;

import java.time.Instant;
import org.fengqiao.notification.channel.Destination;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;

/** Statements that remember which channel of a person failed until another way was taken. */
public final class BrokenChannels {
    private static final String MARK = "insert into broken_channel (username, channel, destination, since, reason)"
            + " values (?, ?, ?, ?, ?) on conflict do nothing";
    private static final String CLEAR =
            "delete from broken_channel where username = ? and channel = ? and destination = ?";

    private BrokenChannels() {}

    public static SqlStatement<Void> mark(String username, Destination channel, String reason, Instant at) {
        return SqlStatement.update(
                MARK,
                Parameter.of(username),
                Parameter.of(channel.type().name()),
                Parameter.of(channel.redactedAddress()),
                Parameter.of(Jdbc.utc(at)),
                Parameter.of(reason));
    }

    public static SqlStatement<Void> clear(String username, Destination channel) {
        return SqlStatement.update(
                CLEAR,
                Parameter.of(username),
                Parameter.of(channel.type().name()),
                Parameter.of(channel.redactedAddress()));
    }
}
