package org.fengqiao.intake.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import java.util.List;
import org.fengqiao.platform.text.CanonicalJson;

/**
 * The hash of a reported batch, by which a repeated request is known again. It is stored, so the names are written out
 * here and do not follow those of the code; what was left out is left out, so that a new field changes no old hash.
 */
final class ReportBatchHash {
    private ReportBatchHash() {}

    static String sha256(List<ObservationRequest> batch) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode(batch.size());
        for (ObservationRequest report : batch) {
            ObjectNode row = json.addObject();
            put(row, "uscc", report.uscc());
            put(row, "enterpriseId", report.enterpriseId());
            put(row, "indicator", report.indicator());
            if (report.value() != null) row.put("value", report.value());
            put(row, "occurredOn", report.occurredOn());
            put(row, "learntOn", report.learntOn());
            put(row, "kind", report.kind());
            put(row, "document", report.document());
            if (report.groupSize() != null) row.put("groupSize", report.groupSize());
            put(row, "ref", report.ref());
            if (!report.attachments().isEmpty()) {
                ArrayNode files = row.putArray("attachments");
                report.attachments().forEach(file -> files.add(file.toString()));
            }
        }
        return Hashing.sha256().hashBytes(CanonicalJson.bytes(json)).toString();
    }

    private static void put(ObjectNode row, String name, Object value) {
        if (value != null) row.put(name, value.toString());
    }
}
