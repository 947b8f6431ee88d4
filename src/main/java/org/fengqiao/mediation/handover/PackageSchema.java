package org.fengqiao.mediation.handover;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The published JSON Schema of a package. */
public final class PackageSchema {
    private static final String TEXT = readText();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT);

    private PackageSchema() {}

    public static String text() {
        return TEXT;
    }

    /** Each violation of the schema with its place; empty for a valid package. */
    static List<String> violations(JsonNode made) {
        return SCHEMA
                .validate(made, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private static String readText() {
        try (var file = PackageSchema.class.getResourceAsStream("/schemas/litigation-package.schema.json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
