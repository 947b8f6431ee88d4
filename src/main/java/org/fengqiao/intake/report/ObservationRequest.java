package org.fengqiao.intake.report;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * One reported observation; the enterprise is given by its code or by our id.
 *
 * @param learntOn today if missing
 * @param ref the caller's case number; the same number again corrects the earlier report
 * @param attachments ids of files that the caller uploaded, such as photos
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
        String ref,
        List<UUID> attachments) {
    public ObservationRequest {
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
    }
}
