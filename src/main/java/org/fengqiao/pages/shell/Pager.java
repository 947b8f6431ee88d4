package org.fengqiao.pages.shell;

/**
 * The links below a list.
 *
 * @param text how many rows are shown, of how many
 * @param first null on the first page
 * @param next null on the last page
 */
public record Pager(String text, String first, String next) {}
