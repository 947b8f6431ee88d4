package org.fengqiao.intake.file;

/** How far an import is, after each chunk. */
public record ImportProgress(long rows, long total) {}
