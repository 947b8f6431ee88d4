package org.fengqiao.mediation.mediator;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Somebody who mediates disputes of some kinds in an area. */
@Entity
@Table(name = "mediator")
class Mediator {
    @Id
    String username;

    String areaCode;
    String areaPath;
    String[] kinds;

    /** Enterprises with a conflict of interest. */
    UUID[] conflictsWith;

    /** 0 for no new cases. */
    int maxOpenCases;

    Mediator() {}

    Mediator(String username) {
        this.username = username;
    }

    void update(MediatorService.MediatorDetails details, String areaPath) {
        this.areaCode = details.areaCode();
        this.areaPath = areaPath;
        this.kinds = details.kinds().stream().map(Enum::name).sorted().toArray(String[]::new);
        this.conflictsWith = details.conflictsWith().toArray(UUID[]::new);
        this.maxOpenCases = details.maxOpenCases();
    }

    Set<DisputeKind> kinds() {
        return Arrays.stream(kinds).map(DisputeKind::valueOf).collect(Collectors.toSet());
    }

    Set<UUID> conflictsWith() {
        return Set.of(conflictsWith);
    }
}
