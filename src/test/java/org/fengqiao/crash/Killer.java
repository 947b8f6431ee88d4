package org.fengqiao.crash;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Kills one process a round, at a random moment: either node, whether it serves or is on its way up, or the database. What was
 * killed is started again at once; meanwhile the others go on, and a round waits for one node that serves, not for both.
 */
final class Killer {
    private static final int DATABASE_EVERY = 10;
    private static final int LONGEST_CALM_MILLIS = 3_000;
    private static final int CLOCKS_DUE = 3;

    private final KillableDatabase database;
    private final List<ServerProcess> nodes;
    private final Ledger ledger;
    private final Random random;
    private int databaseKills;
    private int nodeKills;
    private int whileServing;

    Killer(KillableDatabase database, List<ServerProcess> nodes, Ledger ledger, long seed) {
        this.database = database;
        this.nodes = nodes;
        this.ledger = ledger;
        this.random = new Random(seed);
    }

    void round(int number) throws Exception {
        ServerProcess.awaitSome(nodes);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_CALM_MILLIS));
        ledger.makeClocksDue(CLOCKS_DUE);
        // The first of the database early, so that a short run has one too.
        if (number % DATABASE_EVERY == DATABASE_EVERY / 2) {
            database.kill();
            databaseKills++;
            return;
        }
        ServerProcess victim = nodes.get(random.nextInt(nodes.size()));
        if (victim.answers()) whileServing++;
        victim.kill();
        victim.start();
        nodeKills++;
    }

    int databaseKills() {
        return databaseKills;
    }

    int nodeKills() {
        return nodeKills;
    }

    /** Of the kills of a node; the others hit one that was on its way up. */
    int whileServing() {
        return whileServing;
    }
}
