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
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.fengqiao.intake.CellParser;
import org.fengqiao.platform.ProblemException;

/**
 * How the files of one source are read: docs/import.md explains each entry.
 *
 * @param columns our name for a column, and the headers it may have in Chinese, English or anything else
 * @param optional of our names, those a file may lack
 * @param key the columns that name a row of the source; none means the whole row
 */
public record Mapping(
        String source,
        Target target,
        Format format,
        Encoding encoding,
        String sheet,
        Map<String, List<String>> columns,
        Set<String> optional,
        List<String> dates,
        List<String> key,
        EnterprisePart enterprise,
        List<ObservationPart> observations,
        AreaPart area) {

    private static final List<String> DATES =
            List.of("yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日", "M/d/yyyy", "d-MMM-yyyy");

    public static final List<DateTimeFormatter> ISO = List.of(CellParser.formatter("yyyy-MM-dd"));

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What a row is about. */
    public enum Target {
        OBSERVATIONS,
        ENTERPRISES,
        AREAS
    }

    /** The form of the file; AUTO looks into it. */
    public enum Format {
        AUTO,
        CSV,
        TSV,
        XLSX
    }

    /** The characters of the file; AUTO is UTF-8 where the whole file is that, else GB18030. */
    public enum Encoding {
        AUTO,
        UTF8,
        GB18030
    }

    /** Whether unknown enterprises are made, described, or refused. */
    public enum EnterpriseMode {
        MENTION,
        DESCRIBE,
        MUST_EXIST
    }

    /** What to do with an area that is not in the table. */
    enum UnknownArea {
        KEEP,
        REFUSE
    }

    record IdentifierPart(String scheme, List<String> columns) {}

    record HeadcountPart(
            FieldMapping staff,
            FieldMapping dispatched,
            FieldMapping countedOn,
            FieldMapping learnt,
            FieldMapping source) {}

    public record EnterprisePart(
            EnterpriseMode mode,
            FieldMapping uscc,
            List<IdentifierPart> identifiers,
            FieldMapping name,
            FieldMapping industry,
            FieldMapping area,
            UnknownArea unknownArea,
            FieldMapping address,
            HeadcountPart headcount) {
        public EnterprisePart {
            mode = Objects.requireNonNullElse(mode, EnterpriseMode.MENTION);
            unknownArea = Objects.requireNonNullElse(unknownArea, UnknownArea.KEEP);
            identifiers = Objects.requireNonNullElse(identifiers, List.of());
            if (uscc == null && identifiers.isEmpty()) {
                throw new IllegalArgumentException("企业须有 uscc 或 identifiers / an enterprise needs uscc or identifiers");
            }
        }
    }

    /** Makes the observation only in rows where the column has one of these values. */
    record Condition(String column, Set<String> in) {
        boolean holds(MappedRow row) {
            String text = row.get(column);
            return text != null && in.contains(CellParser.normalize(text));
        }
    }

    record ObservationPart(
            FieldMapping indicator,
            FieldMapping value,
            Double atLeast,
            Condition when,
            FieldMapping source,
            FieldMapping kind,
            FieldMapping occurred,
            FieldMapping learnt,
            Float confidence,
            Condition established,
            FieldMapping document,
            FieldMapping groupSize) {
        ObservationPart {
            Objects.requireNonNull(indicator, "indicator");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(occurred, "occurred");
        }
    }

    public record AreaPart(
            FieldMapping code, FieldMapping level, FieldMapping zh, FieldMapping en, FieldMapping parent) {}

    public Mapping {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(columns, "columns");
        target = Objects.requireNonNullElse(target, Target.OBSERVATIONS);
        format = Objects.requireNonNullElse(format, Format.AUTO);
        encoding = Objects.requireNonNullElse(encoding, Encoding.AUTO);
        optional = Objects.requireNonNullElse(optional, Set.of());
        dates = Objects.requireNonNullElse(dates, DATES);
        key = Objects.requireNonNullElse(key, List.of());
        observations = Objects.requireNonNullElse(observations, List.of());
        dates.forEach(CellParser::formatter);
        boolean complete =
                switch (target) {
                    case OBSERVATIONS -> enterprise != null && !observations.isEmpty();
                    case ENTERPRISES -> enterprise != null;
                    case AREAS -> area != null;
                };
        if (!complete) {
            throw new IllegalArgumentException(target + " 所需的段落缺失 / lacks the parts it needs");
        }
        for (String used : usedColumns(key, enterprise, observations, area)) {
            if (!columns.containsKey(used)) {
                throw new IllegalArgumentException(
                        "列 " + used + " 未在 columns 中声明 / column " + used + " is not in columns");
            }
        }
    }

    private static Set<String> usedColumns(
            List<String> key, EnterprisePart enterprise, List<ObservationPart> observations, AreaPart area) {
        Set<String> used = new LinkedHashSet<>(key);
        Stream<FieldMapping> fields = Stream.empty();
        if (enterprise != null) {
            enterprise.identifiers().forEach(identifier -> used.addAll(identifier.columns()));
            fields = Stream.of(
                    enterprise.uscc(),
                    enterprise.name(),
                    enterprise.industry(),
                    enterprise.area(),
                    enterprise.address());
            HeadcountPart heads = enterprise.headcount();
            if (heads != null) {
                fields = Stream.concat(
                        fields,
                        Stream.of(
                                heads.staff(), heads.dispatched(), heads.countedOn(), heads.learnt(), heads.source()));
            }
        }
        for (ObservationPart o : observations) {
            fields = Stream.concat(
                    fields,
                    Stream.of(
                            o.indicator(),
                            o.value(),
                            o.source(),
                            o.kind(),
                            o.occurred(),
                            o.learnt(),
                            o.document(),
                            o.groupSize()));
            Stream.of(o.when(), o.established()).filter(Objects::nonNull).forEach(c -> used.add(c.column()));
        }
        if (area != null) {
            fields = Stream.of(area.code(), area.level(), area.zh(), area.en(), area.parent());
        }
        fields.filter(field -> field != null && field.column() != null).forEach(field -> used.add(field.column()));
        return used;
    }

    List<DateTimeFormatter> dateFormats() {
        return dates.stream().map(CellParser::formatter).toList();
    }

    /** A mapping of ours by its name, with hyphens or underscores, or one of the user's by its path. */
    public static Mapping load(String nameOrPath) {
        String name = nameOrPath.replace('-', '_');
        try (InputStream ours = Mapping.class.getResourceAsStream("/mappings/" + name + ".yaml")) {
            if (ours != null) {
                return parse(nameOrPath, ours);
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
            try (InputStream theirs = Files.newInputStream(file)) {
                return parse(nameOrPath, theirs);
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

    /** Unknown entries are noticed only at the end of what holds them. */
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
