package org.fengqiao.platform.text;

/** One sentence in both languages of the product. */
public record BilingualText(String zh, String en) {}
