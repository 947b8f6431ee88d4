package org.fengqiao.intake.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.fengqiao.intake.CellParser;
import org.fengqiao.intake.ObservationValidator;
import org.fengqiao.intake.RowRejectedException;
import org.fengqiao.intake.mapping.Mapping.EnterprisePart;
import org.fengqiao.intake.mapping.Mapping.HeadcountPart;
import org.fengqiao.intake.mapping.Mapping.IdentifierPart;
import org.fengqiao.intake.mapping.Mapping.ObservationPart;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.text.Masking;
import org.fengqiao.platform.text.Uscc;
import org.fengqiao.policy.Indicator;
import org.fengqiao.registry.area.Area;
import org.fengqiao.registry.area.AreaDirectory;
import org.fengqiao.registry.enterprise.EnterpriseDraft;
import org.fengqiao.registry.enterprise.Headcounts;
import org.fengqiao.registry.observation.NewObservation;

/** One row under one mapping: an enterprise and what is said about it, or the reason why not. */
public final class RowMapper {
    private final Mapping mapping;
    private final ObservationValidator checks;
    private final AreaDirectory areas;
    private final Instant learntByDefault;
    private final List<DateTimeFormatter> dates;

    public RowMapper(Mapping mapping, ObservationValidator checks, AreaDirectory areas, Instant learntByDefault) {
        this.mapping = mapping;
        this.checks = checks;
        this.areas = areas;
        this.learntByDefault = learntByDefault;
        this.dates = mapping.dateFormats();
    }

    /** What a row says; the observations do not have their enterprise yet. */
    public record RowContent(MappedRow row, EnterpriseDraft enterprise, List<NewObservation> observations) {}

    public RowContent read(MappedRow row) {
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
        return new RowContent(row, enterprise, observations);
    }

    private EnterpriseDraft enterprise(MappedRow row, EnterprisePart part) {
        Set<String> flags = new HashSet<>();
        String uscc = uscc(row, part, flags);
        List<EnterpriseDraft.Identifier> identifiers = identifiers(row, part);
        if (uscc == null && identifiers.isEmpty()) {
            throw new RowRejectedException(
                    null,
                    null,
                    "enterprise-missing",
                    "缺少统一社会信用代码或其他企业标识，请补上",
                    "No unified social credit code or other identifier of the enterprise; add it");
        }
        boolean describes = part.mode() == Mapping.EnterpriseMode.DESCRIBE;
        Area area = area(row, part, flags);
        String name = optional(part.name(), row);
        if (name == null && part.name() != null && describes) {
            throw missing(part.name());
        }
        String known = uscc == null ? identifiers.get(0).value() : uscc;
        return new EnterpriseDraft(
                uscc,
                identifiers,
                name == null ? known : Masking.mask(CellParser.normalize(name)),
                Masking.mask(optional(part.industry(), row)),
                area == null ? null : area.code(),
                area == null ? null : area.path(),
                Masking.mask(optional(part.address(), row)),
                part.headcount() == null ? null : headcount(row, part.headcount()),
                flags,
                describes);
    }

    private static String uscc(MappedRow row, EnterprisePart part, Set<String> flags) {
        String raw = optional(part.uscc(), row);
        if (raw == null) {
            return null;
        }
        try {
            Uscc uscc = Uscc.of(raw);
            uscc.flags().forEach(flag -> flags.add("USCC_" + flag));
            return uscc.code();
        } catch (ProblemException malformed) {
            throw new RowRejectedException(part.uscc().column(), raw, malformed.code(), malformed.zh(), malformed.en());
        }
    }

    private static List<EnterpriseDraft.Identifier> identifiers(MappedRow row, EnterprisePart part) {
        List<EnterpriseDraft.Identifier> identifiers = new ArrayList<>();
        for (IdentifierPart identifier : part.identifiers()) {
            List<String> values = identifier.columns().stream()
                    .map(row::get)
                    .map(text -> text == null ? "" : CellParser.normalize(text).toUpperCase(Locale.ROOT))
                    .toList();
            if (!values.get(0).isEmpty()) {
                String value = String.join(" | ", values).replaceAll("\\s+", " ");
                if (values.stream().anyMatch(Masking::isPersonal)) {
                    throw new RowRejectedException(
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

    private Area area(MappedRow row, EnterprisePart part, Set<String> flags) {
        String code = optional(part.area(), row);
        Area area = code == null ? null : areas.find(CellParser.normalize(code)).orElse(null);
        if (area == null && code != null && part.unknownArea() == Mapping.UnknownArea.REFUSE) {
            throw new RowRejectedException(
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

    private Headcounts.Reading headcount(MappedRow row, HeadcountPart part) {
        String staff = optional(part.staff(), row);
        if (staff == null) {
            return null;
        }
        String dispatched = optional(part.dispatched(), row);
        String counted = optional(part.countedOn(), row);
        LocalDate on = counted == null
                ? LocalDate.ofInstant(learntByDefault, Time.CITY)
                : CellParser.date(part.countedOn().column(), counted, dates, checks.today());
        String source = optional(part.source(), row);
        return new Headcounts.Reading(
                source == null ? mapping.source() : Masking.mask(source),
                on,
                CellParser.headcount(part.staff().column(), staff),
                dispatched == null ? 0 : CellParser.headcount(part.dispatched().column(), dispatched),
                optional(part.learnt(), row) == null ? learntByDefault : day(row, part.learnt()));
    }

    private NewObservation observation(MappedRow row, ObservationPart part) {
        if (isBlankOptional(row, part.value())) {
            return null;
        }
        String code = part.indicator().valueIn(row);
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
        Integer size =
                group == null ? null : CellParser.headcount(part.groupSize().column(), group);
        checks.requireGroupSize(
                part.groupSize() == null ? null : part.groupSize().column(), indicator, size);
        String document = Masking.mask(optional(part.document(), row));
        String source = optional(part.source(), row);
        String kind = checks.kind(part.kind().column(), required(part.kind(), row));
        boolean established = ObservationValidator.isEstablished(kind, document)
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
                indicator.isEvent(),
                document,
                indicator.psychological(),
                indicator.psychological() ? size : null);
    }

    private boolean isBlankOptional(MappedRow row, FieldMapping field) {
        return mapping.optional().contains(field.column()) && field.valueIn(row) == null;
    }

    private static double value(MappedRow row, ObservationPart part) {
        String raw = required(part.value(), row);
        double value = CellParser.number(part.value().column(), raw);
        if (part.atLeast() != null && value < part.atLeast()) {
            throw new RowRejectedException(
                    part.value().column(),
                    raw,
                    "value-too-small",
                    "数值应不小于" + part.atLeast(),
                    "The value must be at least " + part.atLeast());
        }
        return value;
    }

    private String rowKey(MappedRow row) {
        if (mapping.key().isEmpty()) {
            return row.joinedCells();
        }
        return mapping.key().stream()
                .map(column -> row.get(column) == null ? "" : CellParser.normalize(row.get(column)))
                .collect(Collectors.joining("\u001f"));
    }

    private Instant day(MappedRow row, FieldMapping field) {
        return CellParser.date(field.column(), required(field, row), dates, checks.today())
                .atStartOfDay(Time.CITY)
                .toInstant();
    }

    static String optional(FieldMapping field, MappedRow row) {
        return field == null ? null : field.valueIn(row);
    }

    static String required(FieldMapping field, MappedRow row) {
        String value = field.valueIn(row);
        if (value == null) {
            throw missing(field);
        }
        return value;
    }

    private static RowRejectedException missing(FieldMapping field) {
        return new RowRejectedException(
                field.column(),
                null,
                "value-missing",
                "该列必填，请补上（合并单元格请先拆分）",
                "This is required; fill it in" + " (split merged cells first)");
    }
}
