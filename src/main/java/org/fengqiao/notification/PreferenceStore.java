package org.fengqiao.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.fengqiao.notification.channel.ChannelType;
import org.fengqiao.notification.channel.Destination;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Tier;

/** How people want to be told, kept. */
@ApplicationScoped
class PreferenceStore {
    private final DataSource database;

    PreferenceStore(DataSource database) {
        this.database = database;
    }

    Preferences of(String username) {
        String sql = "select s.language, s.quiet_from, s.quiet_to, c.via, c.address, c.secret, c.least_tier"
                + " from notification_setting s left join notification_channel c using (username)"
                + " where s.username = ? order by c.position";
        return Transactions.inTransaction(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, username);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? read(row) : Preferences.NONE;
                }
            }
        });
    }

    private static Preferences read(ResultSet row) throws SQLException {
        String language = row.getString(1);
        LocalTime from = row.getObject(2, LocalTime.class);
        LocalTime to = row.getObject(3, LocalTime.class);
        List<Destination> channels = new ArrayList<>();
        do {
            if (row.getString(4) != null)
                channels.add(new Destination(
                        ChannelType.valueOf(row.getString(4)),
                        row.getString(5),
                        row.getString(6),
                        Tier.valueOf(row.getString(7))));
        } while (row.next());
        Optional<Preferences.QuietHours> quiet =
                Optional.ofNullable(from).map(start -> new Preferences.QuietHours(start, to));
        return new Preferences(language, quiet, channels);
    }

    /** Puts these in the place of what was said before. */
    void put(String username, Preferences preferences) {
        Transactions.inTransaction(database, connection -> {
            try (PreparedStatement clear =
                    connection.prepareStatement("delete from notification_setting where username = ?")) {
                clear.setString(1, username);
                clear.executeUpdate();
            }
            insert(connection, username, preferences);
            return null;
        });
    }

    private static void insert(Connection connection, String username, Preferences preferences) throws SQLException {
        try (PreparedStatement setting = connection.prepareStatement(
                        "insert into notification_setting (username, language, quiet_from, quiet_to) values (?, ?, ?, ?)");
                PreparedStatement channel = connection.prepareStatement("insert into notification_channel"
                        + " (username, position, via, address, secret, least_tier) values (?, ?, ?, ?, ?, ?)")) {
            setting.setString(1, username);
            setting.setString(2, preferences.language());
            setting.setObject(
                    3, preferences.quiet().map(Preferences.QuietHours::from).orElse(null));
            setting.setObject(
                    4, preferences.quiet().map(Preferences.QuietHours::to).orElse(null));
            setting.executeUpdate();
            for (int i = 0; i < preferences.channels().size(); i++) {
                Destination to = preferences.channels().get(i);
                channel.setString(1, username);
                channel.setInt(2, i);
                channel.setString(3, to.type().name());
                channel.setString(4, to.address());
                channel.setString(5, to.secret());
                channel.setString(6, to.leastTier().name());
                channel.addBatch();
            }
            channel.executeBatch();
        }
    }
}
