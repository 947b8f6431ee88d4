package org.fengqiao.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Kills one process a round, at a random moment: a node that serves, or the database. What was killed is started again
 * at once; meanwhile the others go on, and the next round waits for one node that serves, not for both.
 */
final class Killer {
    private static final int DATABASE_EVERY = 10;
    private static final int LONGEST_CALM_MILLIS = 3_000;
    private static final double CLOCKS_DUE = 0.1;

    private final Database database;
    private final List<Node> nodes;
    private final Ledger ledger;
    private final Random random;
    private int databaseKills;
    private int nodeKills;
    private int otherServed;

    Killer(Database database, List<Node> nodes, Ledger ledger, long seed) {
        this.database = database;
        this.nodes = nodes;
        this.ledger = ledger;
        this.random = new Random(seed);
    }

    void round(int number) throws Exception {
        Node.awaitSome(nodes);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_CALM_MILLIS));
        ledger.makeClocksDue(CLOCKS_DUE);
        // The first of the database early, so that a short run has one too.
        if (number % DATABASE_EVERY == DATABASE_EVERY / 2) {
            database.kill();
            databaseKills++;
            return;
        }
        List<Node> serving = new ArrayList<>();
        for (Node node : nodes) if (node.answers()) serving.add(node);
        if (serving.isEmpty()) serving.addAll(nodes);
        if (serving.size() > 1) otherServed++;
        Node victim = serving.get(random.nextInt(serving.size()));
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

    /** Of the kills of a node: while the other one served. */
    int otherServed() {
        return otherServed;
    }
}
