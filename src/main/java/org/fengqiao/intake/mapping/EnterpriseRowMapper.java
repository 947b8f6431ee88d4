package org.fengqiao.intake.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fengqiao.intake.CellParser;
import org.fengqiao.intake.RowRejectedException;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.text.Masking;
import org.fengqiao.platform.text.Uscc;
import org.fengqiao.registry.area.Area;
import org.fengqiao.registry.area.AreaDirectory;
import org.fengqiao.registry.enterprise.EnterpriseDraft;
import org.fengqiao.registry.enterprise.Headcounts;

/** Maps a row to what it says about its enterprise. */
final class EnterpriseRowMapper {
    private final Mapping mapping;
    private final AreaDirectory areas;
    private final RowDates dates;
    private final Instant learntByDefault;

    EnterpriseRowMapper(Mapping mapping, AreaDirectory areas, RowDates dates, Instant learntByDefault) {
        this.mapping = mapping;
        this.areas = areas;
        this.dates = dates;
        this.learntByDefault = learntByDefault;
    }

    EnterpriseDraft map(MappedRow row) {
        EnterpriseMapping part = mapping.enterprise();
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
        boolean describes = part.mode() == EnterpriseMapping.Mode.DESCRIBE;
        Area area = area(row, part, flags);
        String name = FieldMapping.optional(part.name(), row);
        if (name == null && part.name() != null && describes) {
            throw part.name().missing();
        }
        String identity = uscc == null ? identifiers.get(0).value() : uscc;
        return new EnterpriseDraft(
                uscc,
                identifiers,
                name == null ? identity : Masking.mask(CellParser.normalize(name)),
                Masking.mask(FieldMapping.optional(part.industry(), row)),
                area == null ? null : area.code(),
                area == null ? null : area.path(),
                Masking.mask(FieldMapping.optional(part.address(), row)),
                part.headcount() == null ? null : headcount(row, part.headcount()),
                flags,
                describes);
    }

    private static String uscc(MappedRow row, EnterpriseMapping part, Set<String> flags) {
        String raw = FieldMapping.optional(part.uscc(), row);
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

    private static List<EnterpriseDraft.Identifier> identifiers(MappedRow row, EnterpriseMapping part) {
        List<EnterpriseDraft.Identifier> identifiers = new ArrayList<>();
        for (EnterpriseMapping.IdentifierMapping identifier : part.identifiers()) {
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

    private Area area(MappedRow row, EnterpriseMapping part, Set<String> flags) {
        String code = FieldMapping.optional(part.area(), row);
        Area area = code == null ? null : areas.find(CellParser.normalize(code)).orElse(null);
        if (area == null && code != null && part.unknownArea() == EnterpriseMapping.UnknownArea.REFUSE) {
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

    private Headcounts.Reading headcount(MappedRow row, EnterpriseMapping.HeadcountMapping part) {
        String staff = FieldMapping.optional(part.staff(), row);
        if (staff == null) {
            return null;
        }
        String dispatched = FieldMapping.optional(part.dispatched(), row);
        String counted = FieldMapping.optional(part.countedOn(), row);
        LocalDate on = counted == null
                ? LocalDate.ofInstant(learntByDefault, Time.CITY)
                : dates.date(part.countedOn(), counted);
        String source = FieldMapping.optional(part.source(), row);
        return new Headcounts.Reading(
                source == null ? mapping.source() : Masking.mask(source),
                on,
                CellParser.headcount(part.staff().column(), staff),
                dispatched == null ? 0 : CellParser.headcount(part.dispatched().column(), dispatched),
                FieldMapping.optional(part.learnt(), row) == null
                        ? learntByDefault
                        : dates.startOfDay(row, part.learnt()));
    }
}
