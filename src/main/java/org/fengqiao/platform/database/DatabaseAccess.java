package org.fengqiao.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What it takes to connect to a database, before there is a connection pool. */
public record DatabaseAccess(String url, String user, String password) {
    /** The database somebody else runs, named by FENGQIAO_DB_URL; then nothing embedded starts. */
    public static Optional<DatabaseAccess> fromEnvironment(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("FENGQIAO_DB_URL"))
                .filter(url -> !url.isBlank())
                .map(url -> new DatabaseAccess(
                        url,
                        environment.getOrDefault("FENGQIAO_DB_USER", "fengqiao"),
                        environment.getOrDefault("FENGQIAO_DB_PASSWORD", "")));
    }

    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    public Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    /** Refuses with the way out when the database does not answer. */
    public DatabaseAccess requireReachable() {
        try (Connection connection = connect()) {
            connection.isValid(5);
            return this;
        } catch (SQLException e) {
            throw DatabaseProblems.unreachable(this, e);
        }
    }

    /** Never prints the password, which may also stand in the parameters of the URL. */
    @Override
    public String toString() {
        return user + "@" + url.replaceFirst("\\?.*", "");
    }
}
