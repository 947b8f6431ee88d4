package org.fengqiao.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.fengqiao.intake.Mapping.EnterprisePart;
import org.fengqiao.intake.Mapping.HeadcountPart;
import org.fengqiao.intake.Mapping.IdentifierPart;
import org.fengqiao.intake.Mapping.ObservationPart;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Indicator;
import org.fengqiao.registry.Area;
import org.fengqiao.registry.Areas;
import org.fengqiao.registry.EnterpriseDraft;
import org.fengqiao.registry.Headcounts;
import org.fengqiao.registry.Masking;
import org.fengqiao.registry.NewObservation;
import org.fengqiao.registry.Uscc;

/** One row under one mapping: an enterprise and what is said about it, or the reason why not. */
final class RowReader {
    private final Mapping mapping;
    private final Checks checks;
    private final Areas areas;
    private final Instant learntByDefault;
    private final List<DateTimeFormatter> dates;

    RowReader(Mapping mapping, Checks checks, Areas areas, Instant learntByDefault) {
        this.mapping = mapping;
        this.checks = checks;
        this.areas = areas;
        this.learntByDefault = learntByDefault;
        this.dates = mapping.dateFormats();
    }

    /** What a row says; the observations do not have their enterprise yet. */
    record Said(Row row, EnterpriseDraft enterprise, List<NewObservation> observations) {}

    Said read(Row row) {
        EnterpriseDraft enterprise = enterprise(row, mapping.enterprise());
        List<NewObservation> observations =
                new ArrayList<>(mapping.observations().size());
        for (ObservationPart part : mapping.observations()) {
            if (part.when() == null || part.when().holds(row)) {
                NewObservation observation = observation(row, part);
                if (observation != null) {
                    observations.add(observation);
                }
            }
        }
        return new Said(row, enterprise, observations);
    }

    private EnterpriseDraft enterprise(Row row, EnterprisePart part) {
        Set<String> flags = new HashSet<>();
        String uscc = uscc(row, part, flags);
        List<EnterpriseDraft.Identifier> identifiers = identifiers(row, part);
        if (uscc == null && identifiers.isEmpty()) {
            throw new RowRefused(
                    null,
                    null,
                    "enterprise-missing",
                    "缺少统一社会信用代码或其他企业标识，请补上",
                    "No unified social credit code or other identifier of the enterprise; add it");
        }
        boolean describes = part.mode() == Mapping.Mode.DESCRIBE;
        Area area = area(row, part, flags);
        String name = optional(part.name(), row);
        if (name == null && part.name() != null && describes) {
            throw missing(part.name());
        }
        String known = uscc == null ? identifiers.get(0).value() : uscc;
        return new EnterpriseDraft(
                uscc,
                identifiers,
                name == null ? known : Masking.mask(Cells.plain(name)),
                Masking.mask(optional(part.industry(), row)),
                area == null ? null : area.code(),
                area == null ? null : area.path(),
                Masking.mask(optional(part.address(), row)),
                part.headcount() == null ? null : headcount(row, part.headcount()),
                flags,
                describes);
    }

    private static String uscc(Row row, EnterprisePart part, Set<String> flags) {
        String raw = optional(part.uscc(), row);
        if (raw == null) {
            return null;
        }
        try {
            Uscc uscc = Uscc.of(raw);
            uscc.flags().forEach(flag -> flags.add("USCC_" + flag));
            return uscc.code();
        } catch (Failure malformed) {
            throw new RowRefused(part.uscc().column(), raw, malformed.code(), malformed.zh(), malformed.en());
        }
    }

    private static List<EnterpriseDraft.Identifier> identifiers(Row row, EnterprisePart part) {
        List<EnterpriseDraft.Identifier> identifiers = new ArrayList<>();
        for (IdentifierPart identifier : part.identifiers()) {
            List<String> values = identifier.columns().stream()
                    .map(row::get)
                    .map(text -> text == null ? "" : Cells.plain(text).toUpperCase(Locale.ROOT))
                    .toList();
            if (!values.get(0).isEmpty()) {
                String value = String.join(" | ", values).replaceAll("\\s+", " ");
                if (values.stream().anyMatch(Masking::isPersonal)) {
                    throw new RowRefused(
                            identifier.columns().get(0),
                            value,
                            "identifier-is-personal",
                            "企业标识是个人证件、手机或银行卡号，不得录入",
                            "The identifier is a number of a person; it must not be recorded");
                }
                identifiers.add(new EnterpriseDraft.Identifier(identifier.scheme(), value));
            }
        }
        return identifiers;
    }

    private Area area(Row row, EnterprisePart part, Set<String> flags) {
        String code = optional(part.area(), row);
        Area area = code == null ? null : areas.find(Cells.plain(code)).orElse(null);
        if (area == null && code != null && part.unknownArea() == Mapping.UnknownArea.REFUSE) {
            throw new RowRefused(
                    part.area().column(),
                    code,
                    "area-unknown",
                    "区域代码不存在，请先导入区域表或核对代码",
                    "No such area; import the list of areas first or check the code");
        }
        if (area == null && part.area() != null) {
            flags.add(EnterpriseDraft.AREA_UNKNOWN_FLAG);
        }
        return area;
    }

    private Headcounts.Reading headcount(Row row, HeadcountPart part) {
        String staff = optional(part.staff(), row);
        if (staff == null) {
            return null;
        }
        String dispatched = optional(part.dispatched(), row);
        String counted = optional(part.countedOn(), row);
        LocalDate on = counted == null
                ? LocalDate.ofInstant(learntByDefault, Time.CITY)
                : Cells.date(part.countedOn().column(), counted, dates, checks.today());
        String source = optional(part.source(), row);
        return new Headcounts.Reading(
                source == null ? mapping.source() : Masking.mask(source),
                on,
                Cells.heads(part.staff().column(), staff),
                dispatched == null ? 0 : Cells.heads(part.dispatched().column(), dispatched),
                optional(part.learnt(), row) == null ? learntByDefault : day(row, part.learnt()));
    }

    private NewObservation observation(Row row, ObservationPart part) {
        String code = part.indicator().in(row);
        if (code == null
                && part.indicator().column() != null
                && part.indicator().contains() != null) {
            return null; // the row says nothing of the kind
        }
        Indicator indicator = checks.indicator(part.indicator().column(), required(part.indicator(), row));
        double value = value(row, part);
        Instant occurred = day(row, part.occurred());
        Instant learnt = optional(part.learnt(), row) == null ? learntByDefault : day(row, part.learnt());
        String group = optional(part.groupSize(), row);
        Integer size = group == null ? null : Cells.heads(part.groupSize().column(), group);
        checks.group(part.groupSize() == null ? null : part.groupSize().column(), indicator, size);
        String document = Masking.mask(optional(part.document(), row));
        String source = optional(part.source(), row);
        String kind = checks.kind(part.kind().column(), required(part.kind(), row));
        boolean established = Checks.establishes(kind, document)
                && (part.established() == null || part.established().holds(row));
        return new NewObservation(
                NewObservation.key(mapping.source(), rowKey(row), indicator.code()),
                null,
                indicator.code(),
                value,
                occurred,
                learnt.isBefore(occurred) ? occurred : learnt,
                source == null ? mapping.source() : Masking.mask(source),
                kind,
                null,
                part.confidence(),
                established,
                document,
                indicator.psychological(),
                indicator.psychological() ? size : null);
    }

    private static double value(Row row, ObservationPart part) {
        String raw = required(part.value(), row);
        double value = Cells.number(part.value().column(), raw);
        if (part.atLeast() != null && value < part.atLeast()) {
            throw new RowRefused(
                    part.value().column(),
                    raw,
                    "value-too-small",
                    "数值应不小于" + part.atLeast(),
                    "The value must be at least " + part.atLeast());
        }
        return value;
    }

    private String rowKey(Row row) {
        if (mapping.key().isEmpty()) {
            return row.whole();
        }
        return mapping.key().stream()
                .map(column -> row.get(column) == null ? "" : Cells.plain(row.get(column)))
                .collect(Collectors.joining("\u001f"));
    }

    private Instant day(Row row, Field field) {
        return Cells.date(field.column(), required(field, row), dates, checks.today())
                .atStartOfDay(Time.CITY)
                .toInstant();
    }

    static String optional(Field field, Row row) {
        return field == null ? null : field.in(row);
    }

    static String required(Field field, Row row) {
        String value = field.in(row);
        if (value == null) {
            throw missing(field);
        }
        return value;
    }

    private static RowRefused missing(Field field) {
        return new RowRefused(
                field.column(),
                null,
                "value-missing",
                "该列必填，请补上（合并单元格请先拆分）",
                "This is required; fill it in" + " (split merged cells first)");
    }
}
