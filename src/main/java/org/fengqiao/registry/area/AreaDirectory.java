package org.fengqiao.registry.area;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The areas of one day; a code that has ended leads to its successor. */
public final class AreaDirectory {
    private final Map<String, Area> valid = new HashMap<>();
    private final Map<String, String> successors = new HashMap<>();

    AreaDirectory(Collection<Area> all, LocalDate day) {
        for (Area area : all) {
            if (area.validOn(day)) {
                valid.put(area.code(), area);
            } else if (area.successor() != null) {
                successors.put(area.code(), area.successor());
            }
        }
    }

    /** For readers that place nobody: every code is unknown. */
    public static AreaDirectory none() {
        return new AreaDirectory(List.of(), LocalDate.EPOCH);
    }

    public Optional<Area> find(String code) {
        String at = code;
        Set<String> seen = new HashSet<>();
        while (at != null && seen.add(at)) {
            Area area = valid.get(at);
            if (area != null) {
                return Optional.of(area);
            }
            at = successors.get(at);
        }
        return Optional.empty();
    }

    public Collection<Area> all() {
        return java.util.Collections.unmodifiableCollection(valid.values());
    }
}
