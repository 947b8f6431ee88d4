package org.fengqiao.registry.area;

import java.time.LocalDate;
import org.fengqiao.platform.text.BilingualText;

/**
 * A piece of the city, or of the world outside it, in one span of time.
 *
 * @param path codes from the city down, each closed by a dot ("4403.440307.440307013."); "" for the root
 * @param provisional a code of our own, until the statistical office gives one
 * @param successor the code that took over when this one ended, or null
 * @param validTo the first day it no longer was, or null
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

    /** Where everything is that has no known place; never a part of other areas' paths. */
    public static final String ROOT = "0";

    /** The path of an enterprise whose place is not known: below the root only. */
    public static final String UNLOCATED_PATH = "0.";

    /** From the whole down to a few streets. */
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

    Area endedOn(LocalDate day) {
        return new Area(code, level, name, parent, path, validFrom, day, successor, provisional);
    }
}
