package org.fengqiao.intake.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fengqiao.platform.ProblemException;

/** Reads mappings from YAML. */
public final class MappingReader {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private MappingReader() {}

    /** Loads a built-in mapping by its name, with hyphens or underscores, or a mapping file by its path. */
    public static Mapping load(String nameOrPath) {
        String name = nameOrPath.replace('-', '_');
        try (InputStream builtIn = MappingReader.class.getResourceAsStream("/mappings/" + name + ".yaml")) {
            if (builtIn != null) {
                return parse(nameOrPath, builtIn);
            }
            Path file = Path.of(nameOrPath);
            if (!Files.isReadable(file)) {
                throw ProblemException.notFound(
                        "mapping-unknown",
                        "没有名为 " + nameOrPath + " 的映射，也没有这个文件；可用的有 enterprises、observations 等，见 docs/import.md",
                        "There is no mapping named " + nameOrPath
                                + " and no such file; there are enterprises, observations"
                                + " and others, see docs/import.md");
            }
            try (InputStream yaml = Files.newInputStream(file)) {
                return parse(nameOrPath, yaml);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Mapping parse(String name, InputStream yaml) throws IOException {
        String text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        try {
            return YAML.readValue(text, Mapping.class);
        } catch (JsonProcessingException e) {
            int line = e instanceof UnrecognizedPropertyException unknown
                    ? lineOf(unknown.getPropertyName(), text)
                    : e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String what =
                    e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
            throw ProblemException.invalid(
                    "mapping-invalid",
                    "映射 " + name + " 第" + line + "行有误: " + what,
                    "Mapping " + name + ", line " + line + ": " + what);
        }
    }

    /** The parser reports an unknown entry only at the end of its object. */
    private static int lineOf(String entry, String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(entry + ":")) {
                return i + 1;
            }
        }
        return 0;
    }
}
