package org.fengqiao.intake;

/** How far an import is, after each chunk. */
public record Progress(long rows, long total) {}
