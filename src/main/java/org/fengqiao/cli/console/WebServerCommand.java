package org.fengqiao.cli.console;

/** A command that needs the web server; all others run without one, so they never collide with a running service. */
public interface WebServerCommand {
    /** Whether it serves as it was called. */
    default boolean isServing() {
        return true;
    }
}
