package org.fengqiao.platform.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A process of its own for {@link EmbeddedDatabaseCrashTest}: writes rows and says which ones are committed. */
final class DatabaseClientProcess {
    private DatabaseClientProcess() {}

    public static void main(String... args) throws SQLException, IOException {
        boolean untilKilled = args[0].equals("write");
        try (EmbeddedDatabase database = EmbeddedDatabase.open(Path.of(args[1]), TestDatabase.programs())) {
            try (Connection connection = database.access().connect();
                    Statement statement = connection.createStatement()) {
                // Two processes may come here at once, and "if not exists" alone can still collide.
                statement.execute("select pg_advisory_lock(1)");
                statement.execute("create table if not exists written (writer bigint, n int, filler text)");
                statement.execute("select pg_advisory_unlock(1)");
                for (int n = 1; n == 1 || untilKilled; n++) {
                    statement.execute("insert into written values (%d, %d, repeat('x', 1000))"
                            .formatted(ProcessHandle.current().pid(), n));
                    System.out.println(n);
                }
            }
            if (args[0].equals("stay")) {
                System.in.read();
            }
        }
    }
}
