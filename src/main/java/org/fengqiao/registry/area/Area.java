package org.fengqiao.registry.area;

import java.time.LocalDate;
import org.fengqiao.platform.text.BilingualText;

/**
 * An administrative area during one period of validity.
 *
 * @param path codes from the city down, each followed by a dot ("4403.440307.440307013."); "" for the root
 * @param provisional a code of our own, until the statistical office assigns one
 * @param successor the code that replaced this one when it ended, or null
 * @param validTo the first day on which it is no longer valid, or null
 */
public record Area(
        String code,
        Level level,
        BilingualText name,
        String parent,
        String path,
        LocalDate validFrom,
        LocalDate validTo,
        String successor,
        boolean provisional) {

    /** The area of everything without a known place; never part of another area's path. */
    public static final String ROOT = "0";

    /** The path of an enterprise whose place is unknown: directly below the root. */
    public static final String UNLOCATED_PATH = "0.";

    /** From the whole city down to a few streets. */
    public enum Level {
        ROOT,
        CITY,
        DISTRICT,
        SUBDISTRICT,
        COMMUNITY,
        GRID
    }

    boolean validOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || day.isBefore(validTo));
    }

    Area under(String parentPath) {
        String own = level == Level.ROOT ? "" : parentPath + code + ".";
        return new Area(code, level, name, parent, own, validFrom, validTo, successor, provisional);
    }

    Area named(BilingualText newName) {
        return new Area(code, level, newName, parent, path, validFrom, validTo, successor, provisional);
    }

    Area endedOn(LocalDate day) {
        return new Area(code, level, name, parent, path, validFrom, day, successor, provisional);
    }
}
