package org.fengqiao.intake.file;

/** The progress of an import, reported after each chunk. */
public record ImportProgress(long rows, long total) {}
