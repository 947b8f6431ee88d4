package org.fengqiao.intake.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.intake.CellParser;
import org.fengqiao.intake.ObservationValidator;
import org.fengqiao.intake.RowRejectedException;
import org.fengqiao.intake.file.ChunkWriter;
import org.fengqiao.intake.mapping.Mapping;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.text.Masking;
import org.fengqiao.platform.text.Uscc;
import org.fengqiao.policy.Indicator;
import org.fengqiao.registry.enterprise.EnterpriseStore.EnterpriseLocation;
import org.fengqiao.registry.observation.NewObservation;

/** One reported observation: what may be stored of it, or the reason why it is refused. */
final class ReportReader {
    private final Map<Object, EnterpriseLocation> known = new HashMap<>();
    private final Reporter caller;
    private final ObservationValidator checks;

    ReportReader(List<EnterpriseLocation> enterprises, Reporter caller, ObservationValidator checks) {
        for (EnterpriseLocation enterprise : enterprises) {
            known.put(enterprise.id(), enterprise);
            known.put(String.valueOf(enterprise.uscc()), enterprise);
        }
        this.caller = caller;
        this.checks = checks;
    }

    NewObservation read(ObservationRequest said) {
        EnterpriseLocation enterprise = enterprise(said);
        Indicator indicator = checks.indicator("indicator", present("indicator", said.indicator()));
        double value = CellParser.number("value", plain(present("value", said.value())));
        LocalDate occurred = day("occurredOn", present("occurredOn", said.occurredOn()));
        Instant learnt = said.learntOn() == null ? checks.now() : start(day("learntOn", said.learntOn()));
        checks.requireGroupSize("groupSize", indicator, said.groupSize());
        checks.requireReporterSide(indicator, caller.careStaff());
        checks.requireMaxLength("document", said.document(), 500);
        checks.requireMaxLength("ref", said.ref(), 100);
        String document = said.document() == null || said.document().isBlank() ? null : Masking.mask(said.document());
        String fixed = document == null ? caller.kind() : caller.kindWithDocument();
        String kind = caller.employers().contains(enterprise.id())
                ? Reporter.EMPLOYED_THERE
                : fixed != null ? fixed : present("kind", said.kind());
        return new NewObservation(
                NewObservation.key(caller.name(), row(said, enterprise.id()), indicator.code()),
                enterprise.id(),
                indicator.code(),
                value,
                start(occurred),
                learnt.isBefore(start(occurred)) ? start(occurred) : learnt,
                caller.name(),
                checks.kind("kind", kind),
                caller.accountId(),
                null,
                ObservationValidator.isEstablished(kind, document),
                indicator.isEvent(),
                document,
                indicator.psychological(),
                indicator.psychological() ? said.groupSize() : null);
    }

    /** Without a number of its own, a report is named by what it says: told twice it counts once. */
    private String row(ObservationRequest said, UUID enterprise) {
        if (said.ref() != null) {
            return sourceIdentity() + " ref " + said.ref();
        }
        return String.join(
                "\u001f",
                sourceIdentity(),
                enterprise.toString(),
                said.occurredOn().toString(),
                said.value().toString(),
                String.valueOf(said.document()));
    }

    /** Nobody but us can tell whose this is: the key of an observation is shown as evidence. */
    private String sourceIdentity() {
        return caller.accountId() == null ? caller.name() : caller.accountId().toString();
    }

    private EnterpriseLocation enterprise(ObservationRequest said) {
        EnterpriseLocation enterprise = said.enterpriseId() != null
                ? known.get(said.enterpriseId())
                : known.get(Uscc.normalise(present("uscc", said.uscc())));
        if (enterprise == null) {
            throw ChunkWriter.unknownEnterprise(said.uscc());
        }
        if (!enterprise.areaPath().startsWith(caller.areaPath())) {
            throw new RowRejectedException(
                    "uscc",
                    said.uscc(),
                    "outside-your-area",
                    "该企业不在您负责的区域内，请转给当地劳动办",
                    "This enterprise is outside your area; pass it to the labour office there");
        }
        return enterprise;
    }

    private LocalDate day(String column, LocalDate day) {
        return CellParser.date(column, day.toString(), Mapping.ISO, checks.today());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(Time.CITY).toInstant();
    }

    private static String plain(Double value) {
        return Double.isFinite(value) ? new java.math.BigDecimal(value.toString()).toPlainString() : value.toString();
    }

    private static <T> T present(String column, T value) {
        if (value == null) {
            throw new RowRejectedException(column, null, "value-missing", "该项必填，请补上", "This is required; fill it in");
        }
        return value;
    }
}
