package org.fengqiao.notification.reach;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.fengqiao.notification.channel.ChannelType;
import org.fengqiao.notification.channel.Destination;
import org.fengqiao.notification.channel.MessageSender;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.security.Role;
import org.fengqiao.policy.Tier;

/** Reads what is known of people who have to be told, and which of their channels fail. */
@ApplicationScoped
class Contacts {
    private static final String PEOPLE = """
            select p.username, coalesce(a.display_name, p.username) as name, a.disabled_at, coalesce(a.roles, s.roles) as roles,
                case when a.id is null then s.area_path else a.area_path end as area_path,
                greatest(s.seen_at, a.created_at) as last_seen
            from unnest(?::text[]) as p(username)
            left join account a on a.username = p.username
            left join sign_in s on s.username = p.username
            where a.id is not null or s.username is not null""";

    private static final String CHANNELS =
            "select username, type, address, secret from notification_channel where username = any(?)";

    private static final String BROKEN =
            "select username, channel, destination from broken_channel where username = any(?)";

    private final MessageSender sender;

    Contacts(MessageSender sender) {
        this.sender = sender;
    }

    private record PersonalChannel(String username, ChannelType type, String destination) {}

    /** One of each name, also of those nobody knows. */
    Map<String, Contact> of(Connection connection, Collection<String> usernames) throws SQLException {
        List<String> names = usernames.stream().distinct().toList();
        if (names.isEmpty()) return Map.of();
        Parameter wanted = Parameter.array("text", names, name -> name);
        StatementBatch batch = new StatementBatch();
        Supplier<List<PersonalChannel>> channels = batch.add(SqlStatement.list(CHANNELS, Contacts::channel, wanted));
        Supplier<List<PersonalChannel>> broken = batch.add(SqlStatement.list(BROKEN, Contacts::broken, wanted));
        Supplier<List<Contact>> people = batch.add(SqlStatement.list(PEOPLE, Contacts::person, wanted));
        batch.execute(connection);
        Set<PersonalChannel> failing = new HashSet<>(broken.get());
        Map<String, Contact> contacts = new HashMap<>();
        names.forEach(name -> contacts.put(name, Contact.unknown(name)));
        people.get().forEach(person -> contacts.put(person.username(), person));
        for (PersonalChannel channel : channels.get()) {
            if (sender.isConfigured(channel.type()))
                contacts.computeIfPresent(
                        channel.username(), (name, contact) -> with(contact, failing.contains(channel)));
        }
        return contacts;
    }

    private static Contact with(Contact contact, boolean broken) {
        return new Contact(
                contact.username(),
                contact.name(),
                contact.known(),
                contact.roles(),
                contact.areaPath(),
                contact.lastSeen(),
                contact.channels() + 1,
                contact.broken() + (broken ? 1 : 0));
    }

    private static PersonalChannel channel(ResultSet row) throws SQLException {
        ChannelType type = ChannelType.valueOf(row.getString("type"));
        Destination destination = new Destination(type, row.getString("address"), row.getString("secret"), Tier.GREY);
        return new PersonalChannel(row.getString("username"), type, destination.redactedAddress());
    }

    private static PersonalChannel broken(ResultSet row) throws SQLException {
        return new PersonalChannel(
                row.getString("username"), ChannelType.valueOf(row.getString("channel")), row.getString("destination"));
    }

    private static Contact person(ResultSet row) throws SQLException {
        boolean isOpen = row.getObject("disabled_at") == null;
        Instant lastSeen = Jdbc.instant(row, "last_seen");
        return new Contact(
                row.getString("username"),
                row.getString("name"),
                isOpen,
                roles(row.getString("roles")),
                row.getString("area_path"),
                lastSeen,
                0,
                0);
    }

    /** A token may name roles that we do not have. */
    private static Set<Role> roles(String keys) {
        Set<String> names = Set.of(keys.split(","));
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(Role.values()).filter(role -> names.contains(role.key())).forEach(roles::add);
        return roles;
    }
}
