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

/** Turns a reported observation into one that can be stored, or refuses it with a reason. */
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

    NewObservation read(ObservationRequest request) {
        EnterpriseLocation enterprise = enterprise(request);
        Indicator indicator = checks.indicator("indicator", required("indicator", request.indicator()));
        double value = CellParser.number("value", plain(required("value", request.value())));
        LocalDate occurred = day("occurredOn", required("occurredOn", request.occurredOn()));
        Instant learnt = request.learntOn() == null ? checks.now() : start(day("learntOn", request.learntOn()));
        checks.requireGroupSize("groupSize", indicator, request.groupSize());
        checks.requireReporterSide(indicator, caller.careStaff());
        checks.requireMaxLength("document", request.document(), 500);
        checks.requireMaxLength("ref", request.ref(), 100);
        String document =
                request.document() == null || request.document().isBlank() ? null : Masking.mask(request.document());
        requireNoFilesOfCare(indicator, request);
        boolean evidenced = document != null || !request.attachments().isEmpty();
        String fixedKind = evidenced ? caller.kindWithDocument() : caller.kind();
        String kind = caller.employers().contains(enterprise.id())
                ? Reporter.EMPLOYED_THERE
                : fixedKind != null ? fixedKind : required("kind", request.kind());
        return new NewObservation(
                NewObservation.key(caller.name(), rowKey(request, enterprise.id()), indicator.code()),
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
                indicator.psychological() ? request.groupSize() : null);
    }

    /** Files are read by whoever may read the enterprise, which for care is nobody. */
    private static void requireNoFilesOfCare(Indicator indicator, ObservationRequest request) {
        if (!indicator.psychological() || request.attachments().isEmpty()) return;
        throw new RowRejectedException(
                "attachments",
                null,
                "attachments-not-with-care",
                "心理健康汇总数据不收附件，请去掉附件",
                "Psychological aggregates are taken without files; leave out the attachments");
    }

    /** A report without a case number is identified by its content, so that it counts once if sent twice. */
    private String rowKey(ObservationRequest request, UUID enterprise) {
        if (request.ref() != null) {
            return sourceIdentity() + " ref " + request.ref();
        }
        return String.join(
                "\u001f",
                sourceIdentity(),
                enterprise.toString(),
                request.occurredOn().toString(),
                request.value().toString(),
                String.valueOf(request.document()));
    }

    /** Unlike the name of the source it identifies the person; the key made of it is a hash. */
    private String sourceIdentity() {
        return caller.accountId() == null ? caller.name() : caller.accountId().toString();
    }

    private EnterpriseLocation enterprise(ObservationRequest request) {
        EnterpriseLocation enterprise = request.enterpriseId() != null
                ? known.get(request.enterpriseId())
                : known.get(Uscc.normalise(required("uscc", request.uscc())));
        if (enterprise == null) {
            throw ChunkWriter.unknownEnterprise(request.uscc());
        }
        if (!enterprise.areaPath().startsWith(caller.areaPath())) {
            throw new RowRejectedException(
                    "uscc",
                    request.uscc(),
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

    private static <T> T required(String column, T value) {
        if (value == null) {
            throw new RowRejectedException(column, null, "value-missing", "该项必填，请补上", "This is required; fill it in");
        }
        return value;
    }
}
