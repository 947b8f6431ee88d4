package org.fengqiao.intake.mapping;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.fengqiao.intake.CellParser;

/**
 * How the files of one source are read; docs/import.md explains each entry.
 *
 * @param columns our column names, each with the headers it may have in Chinese, English or another language
 * @param optional our names of the columns that a file may lack
 * @param key the columns that identify a row of the source; the whole row if empty
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
        EnterpriseMapping enterprise,
        List<ObservationMapping> observations,
        AreaMapping area) {

    public static final List<DateTimeFormatter> ISO = List.of(CellParser.formatter("yyyy-MM-dd"));

    private static final List<String> DATES =
            List.of("yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日", "M/d/yyyy", "d-MMM-yyyy");

    /** What a row is about. */
    public enum Target {
        OBSERVATIONS,
        ENTERPRISES,
        AREAS
    }

    /** The file format; AUTO detects it. */
    public enum Format {
        AUTO,
        CSV,
        TSV,
        XLSX
    }

    /** The encoding of the file; AUTO is UTF-8 if the whole file is valid UTF-8, else GB18030. */
    public enum Encoding {
        AUTO,
        UTF8,
        GB18030
    }

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
        Stream.of(
                        key.stream(),
                        enterprise == null ? Stream.<String>empty() : enterprise.columns(),
                        observations.stream().flatMap(ObservationMapping::columns),
                        area == null ? Stream.<String>empty() : area.columns())
                .flatMap(used -> used)
                .filter(used -> !columns.containsKey(used))
                .findFirst()
                .ifPresent(Mapping::refuseUndeclared);
    }

    private static void refuseUndeclared(String column) {
        throw new IllegalArgumentException("列 " + column + " 未在 columns 中声明 / column " + column + " is not in columns");
    }

    List<DateTimeFormatter> dateFormats() {
        return dates.stream().map(CellParser::formatter).toList();
    }
}
