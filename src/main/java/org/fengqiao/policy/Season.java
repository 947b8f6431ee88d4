package org.fengqiao.policy;

import java.time.LocalDate;

/** A part of the year, from {@code from} up to but not including {@code to}, that gives an indicator a value. */
public record Season(String indicator, LocalDate from, LocalDate to, double value) {
    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }
}
