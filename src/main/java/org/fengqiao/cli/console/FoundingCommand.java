package org.fengqiao.cli.console;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A command that fills an installation with a city of its own: it opens the accounts, and its time may begin in the past. */
public interface FoundingCommand {
    /** The instant at which the clock of the process stands at its start; empty for the system's clock. */
    Optional<Instant> beginsAt(Path data);
}
