package org.fengqiao.registry.area;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The areas valid on one day; a code that has ended leads to its successor. */
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

    /** An empty directory, for readers that ignore areas. */
    public static AreaDirectory none() {
        return new AreaDirectory(List.of(), LocalDate.EPOCH);
    }

    public Optional<Area> find(String code) {
        String current = code;
        Set<String> visited = new HashSet<>();
        while (current != null && visited.add(current)) {
            Area area = valid.get(current);
            if (area != null) {
                return Optional.of(area);
            }
            current = successors.get(current);
        }
        return Optional.empty();
    }

    public Collection<Area> all() {
        return Collections.unmodifiableCollection(valid.values());
    }
}
