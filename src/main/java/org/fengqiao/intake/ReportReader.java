package org.fengqiao.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Indicator;
import org.fengqiao.registry.EnterpriseStore.Located;
import org.fengqiao.registry.Masking;
import org.fengqiao.registry.NewObservation;
import org.fengqiao.registry.Uscc;

/** One reported observation: what may be stored of it, or the reason why it is refused. */
final class ReportReader {
    private final Map<Object, Located> known = new HashMap<>();
    private final Caller caller;
    private final Checks checks;

    ReportReader(List<Located> enterprises, Caller caller, Checks checks) {
        for (Located enterprise : enterprises) {
            known.put(enterprise.id(), enterprise);
            known.put(String.valueOf(enterprise.uscc()), enterprise);
        }
        this.caller = caller;
        this.checks = checks;
    }

    NewObservation read(ObservationRequest said) {
        Located enterprise = enterprise(said);
        Indicator indicator = checks.indicator("indicator", present("indicator", said.indicator()));
        double value = Cells.number("value", plain(present("value", said.value())));
        LocalDate occurred = day("occurredOn", present("occurredOn", said.occurredOn()));
        Instant learnt = said.learntOn() == null ? checks.now() : start(day("learntOn", said.learntOn()));
        checks.group("groupSize", indicator, said.groupSize());
        checks.side(indicator, caller.care());
        checks.length("document", said.document(), 500);
        checks.length("ref", said.ref(), 100);
        String document = said.document() == null || said.document().isBlank() ? null : Masking.mask(said.document());
        String fixed = document == null ? caller.kind() : caller.kindWithDocument();
        String kind = caller.employers().contains(enterprise.id())
                ? Caller.EMPLOYED_THERE
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
                caller.reporter(),
                null,
                Checks.establishes(kind, document),
                document,
                indicator.psychological(),
                indicator.psychological() ? said.groupSize() : null);
    }

    /** Without a number of its own, a report is named by what it says: told twice it counts once. */
    private String row(ObservationRequest said, UUID enterprise) {
        if (said.ref() != null) {
            return voice() + " ref " + said.ref();
        }
        return String.join(
                "\u001f",
                voice(),
                enterprise.toString(),
                said.occurredOn().toString(),
                said.value().toString(),
                String.valueOf(said.document()));
    }

    /** Nobody but us can tell whose this is: the key of an observation is shown as evidence. */
    private String voice() {
        return caller.reporter() == null ? caller.name() : caller.reporter().toString();
    }

    private Located enterprise(ObservationRequest said) {
        Located enterprise = said.enterpriseId() != null
                ? known.get(said.enterpriseId())
                : known.get(Uscc.normalise(present("uscc", said.uscc())));
        if (enterprise == null) {
            throw ChunkWriter.unknownEnterprise(said.uscc());
        }
        if (!enterprise.areaPath().startsWith(caller.areaPath())) {
            throw new RowRefused(
                    "uscc",
                    said.uscc(),
                    "outside-your-area",
                    "该企业不在您负责的区域内，请转给当地劳动办",
                    "This enterprise is outside your area; pass it to the labour office there");
        }
        return enterprise;
    }

    private LocalDate day(String column, LocalDate day) {
        return Cells.date(column, day.toString(), Mapping.ISO, checks.today());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(Time.CITY).toInstant();
    }

    private static String plain(Double value) {
        return Double.isFinite(value) ? new java.math.BigDecimal(value.toString()).toPlainString() : value.toString();
    }

    private static <T> T present(String column, T value) {
        if (value == null) {
            throw new RowRefused(column, null, "value-missing", "该项必填，请补上", "This is required; fill it in");
        }
        return value;
    }
}
