package org.fengqiao.cli.console;

/** A command that needs neither database nor application: it is run at once, and nothing is injected into it. */
public interface NoDatabaseCommand {}
