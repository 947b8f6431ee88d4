package org.fengqiao.intake.report;

import java.time.LocalDate;
import java.util.UUID;

/**
 * One observation as a caller reports it; the enterprise by its code or by its id here.
 *
 * @param learntOn today when missing
 * @param ref the caller's number of the case; the same number again corrects what was said
 */
public record ObservationRequest(
        String uscc,
        UUID enterpriseId,
        String indicator,
        Double value,
        LocalDate occurredOn,
        LocalDate learntOn,
        String kind,
        String document,
        Integer groupSize,
        String ref) {}
