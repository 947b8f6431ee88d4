package org.fengqiao.registry.enterprise;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.Transactions;

/** Which people belong to which enterprise. Ended, never deleted. */
@Singleton
public class EnterpriseAffiliations {
    /** How somebody belongs to an enterprise. */
    public enum AffiliationKind {
        /** Answers on its behalf, with an account that can do nothing else. */
        SPEAKS_FOR,
        /** Works there, and serves as an information officer. */
        EMPLOYED_BY
    }

    public record Affiliation(String username, AffiliationKind kind, Instant from, String madeBy) {}

    private static final String NOW = " and valid_from <= ? and (valid_to is null or valid_to > ?)";

    private final DataSource source;

    public EnterpriseAffiliations(DataSource source) {
        this.source = source;
    }

    /** @return false when it was known already */
    public boolean add(String username, UUID enterprise, AffiliationKind kind, String by, Instant at) {
        return Transactions.inTransaction(source, connection -> {
            if (holds(connection, username, enterprise, kind, at)) return false;
            if (kind == AffiliationKind.SPEAKS_FOR
                    && representedEnterprise(connection, username, at).isPresent()) throw taken(username);
            try (PreparedStatement insert = connection.prepareStatement("insert into enterprise_tie"
                    + " (username, enterprise_id, kind, valid_from, made_by) values (?, ?, ?, ?, ?)")) {
                insert.setString(1, username);
                insert.setObject(2, enterprise);
                insert.setString(3, kind.name());
                insert.setObject(4, Jdbc.utc(at));
                insert.setString(5, by);
                insert.executeUpdate();
            }
            return true;
        });
    }

    /** @return false when there was none */
    public boolean end(String username, UUID enterprise, AffiliationKind kind, Instant at) {
        return Transactions.inTransaction(source, connection -> {
            try (PreparedStatement update = connection.prepareStatement("update enterprise_tie set valid_to = ?"
                    + " where username = ? and enterprise_id = ? and kind = ? and valid_to is null")) {
                update.setObject(1, Jdbc.utc(at));
                update.setString(2, username);
                update.setObject(3, enterprise);
                update.setString(4, kind.name());
                return update.executeUpdate() > 0;
            }
        });
    }

    /** Who belongs to an enterprise at a moment. */
    public List<Affiliation> of(UUID enterprise, Instant at) {
        return Transactions.inTransaction(source, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select * from enterprise_tie where enterprise_id = ?" + NOW + " order by kind, username")) {
                select.setObject(1, enterprise);
                List<Affiliation> ties = new ArrayList<>();
                try (ResultSet row = at(select, 2, at).executeQuery()) {
                    while (row.next()) {
                        ties.add(new Affiliation(
                                row.getString("username"),
                                AffiliationKind.valueOf(row.getString("kind")),
                                Jdbc.instant(row, "valid_from"),
                                row.getString("made_by")));
                    }
                }
                return ties;
            }
        });
    }

    /** The enterprise an account speaks for. */
    public Optional<UUID> representedEnterprise(Connection connection, String username, Instant at)
            throws SQLException {
        return enterprises(connection, username, AffiliationKind.SPEAKS_FOR, at).stream()
                .findFirst();
    }

    /** Whether somebody belongs to an enterprise in any way, so that his word on it is not independent. */
    public boolean isAffiliated(Connection connection, String username, UUID enterprise, Instant at)
            throws SQLException {
        return affiliatedUsers(connection, enterprise, at).contains(username);
    }

    /** Everybody who belongs to an enterprise in any way. */
    public Set<String> affiliatedUsers(Connection connection, UUID enterprise, Instant at) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select username from enterprise_tie where enterprise_id = ?" + NOW)) {
            select.setObject(1, enterprise);
            Set<String> usernames = new HashSet<>();
            try (ResultSet row = at(select, 2, at).executeQuery()) {
                while (row.next()) usernames.add(row.getString(1));
            }
            return usernames;
        }
    }

    /** Those somebody is employed by. */
    public Set<UUID> employersOf(String username, Instant at) {
        return Transactions.inTransaction(
                source, connection -> enterprises(connection, username, AffiliationKind.EMPLOYED_BY, at));
    }

    private boolean holds(Connection connection, String username, UUID enterprise, AffiliationKind kind, Instant at)
            throws SQLException {
        return enterprises(connection, username, kind, at).contains(enterprise);
    }

    private static Set<UUID> enterprises(Connection connection, String username, AffiliationKind kind, Instant at)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select enterprise_id from enterprise_tie where username = ? and kind = ?" + NOW)) {
            select.setString(1, username);
            select.setString(2, kind.name());
            Set<UUID> enterprises = new HashSet<>();
            try (ResultSet row = at(select, 3, at).executeQuery()) {
                while (row.next()) enterprises.add(row.getObject(1, UUID.class));
            }
            return enterprises;
        }
    }

    private static PreparedStatement at(PreparedStatement select, int from, Instant at) throws SQLException {
        select.setObject(from, Jdbc.utc(at));
        select.setObject(from + 1, Jdbc.utc(at));
        return select;
    }

    private static ProblemException taken(String username) {
        return new ProblemException(
                ErrorKind.WRONG_STATE,
                "speaks-for-another",
                "账号“" + username + "”已代表另一家企业。请先解除，或为这家企业另开账号。",
                "The account \"" + username + "\" speaks for another enterprise. End that first, or open an account for"
                        + " this one.");
    }
}
