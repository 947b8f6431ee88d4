package org.fengqiao.platform;

/** One sentence in both languages of the product. */
public record Text(String zh, String en) {}
