package org.fengqiao.registry.observation;

import de.bytefish.pgbulkinsert.mapping.AbstractMapping;
import java.time.Instant;
import org.fengqiao.platform.jdbc.Jdbc;

/**
 * An observation ready to be written, with the hash of its content and the moment it counts as learnt.
 *
 * @param place its position among the rows it came with
 */
record StagedObservation(int place, NewObservation row, long content, int sourceId, Instant learntAt) {

    boolean hasSameContentAs(StagedObservation other) {
        return content == other.content && row.enterpriseId().equals(other.row.enterpriseId());
    }

    StagedObservation withLearntAt(Instant at) {
        return new StagedObservation(place, row, content, sourceId, at);
    }

    static AbstractMapping<StagedObservation> columns(String table) {
        return new Columns(schema(table), bare(table));
    }

    static AbstractMapping<StagedObservation> keyColumns(String table) {
        return new KeyColumns(schema(table), bare(table) + "_key");
    }

    private static String schema(String table) {
        return table.contains(".") ? table.substring(0, table.indexOf('.')) : "public";
    }

    private static String bare(String table) {
        return table.substring(table.indexOf('.') + 1);
    }

    private static class KeyColumns extends AbstractMapping<StagedObservation> {
        KeyColumns(String schema, String table) {
            super(schema, table);
            mapUUID("key", s -> s.row().key());
            mapLongPrimitive("content", StagedObservation::content);
            mapUUID("enterprise_id", s -> s.row().enterpriseId());
            mapTimeStampTz("occurred_at", s -> Jdbc.utc(s.row().occurredAt()).toZonedDateTime());
            mapTimeStampTz("learnt_at", s -> Jdbc.utc(s.learntAt()).toZonedDateTime());
        }
    }

    private static final class Columns extends KeyColumns {
        Columns(String schema, String table) {
            super(schema, table);
            mapText("indicator", s -> s.row().indicator());
            mapDoublePrimitive("value", s -> s.row().value());
            mapInteger("source_id", StagedObservation::sourceId);
            mapUUID("reporter", s -> s.row().reporter());
            mapFloat("confidence", s -> s.row().confidence());
            mapBooleanPrimitive("established", s -> s.row().established());
            mapBooleanPrimitive("event", s -> s.row().event());
            mapText("evidence", s -> s.row().evidence());
            if (!schema.equals("public")) {
                mapInteger("group_size", s -> s.row().groupSize());
            }
        }
    }
}
