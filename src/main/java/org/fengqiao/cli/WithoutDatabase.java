package org.fengqiao.cli;

/** A command that works in memory alone: neither the database nor the application starts for it. */
public interface WithoutDatabase {}
