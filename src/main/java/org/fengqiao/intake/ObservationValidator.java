package org.fengqiao.intake;

import java.time.Instant;
import java.time.LocalDate;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Indicator;

/** The checks for every observation, from a file or a caller. */
public record ObservationValidator(IndicatorCatalogue catalogue, Instant now) {
    public LocalDate today() {
        return LocalDate.ofInstant(now, Time.CITY);
    }

    public Indicator indicator(String column, String code) {
        Indicator indicator = catalogue
                .indicator(code)
                .orElseThrow(() -> new RowRejectedException(
                        column,
                        code,
                        "indicator-unknown",
                        "指标代码不存在，请查指标目录",
                        "No such indicator; look it up in the catalogue of indicators"));
        if (!indicator.takesInput()) {
            throw new RowRejectedException(
                    column,
                    code,
                    "indicator-derived",
                    "该指标由系统推算，不接受填报",
                    "This indicator is derived by the engine and takes no reports");
        }
        return indicator;
    }

    public String kind(String column, String kind) {
        if (!catalogue.hasSourceKind(kind)) {
            throw new RowRejectedException(
                    column,
                    kind,
                    "source-kind-unknown",
                    "证据类别不存在，请查 source-kinds 表",
                    "No such kind of evidence; look it up in the table source-kinds");
        }
        return kind;
    }

    /** Legally established: an official decision, and the document that says so (Shenzhen credit regulation art. 65). */
    public static boolean isEstablished(String kind, String document) {
        return kind.equals("OFFICIAL_DECISION") && document != null && !document.isBlank();
    }

    /** Care staff report psychological aggregates and nothing else, and nobody else does. */
    public void requireReporterSide(Indicator indicator, boolean care) {
        if (indicator.psychological() != care) {
            throw new RowRejectedException(
                    "indicator",
                    indicator.code(),
                    "not-your-side",
                    "心理指标只由关怀人员报送，其他指标由劳动关系侧报送",
                    "Psychological aggregates are reported by care staff only, everything else by the labour side");
        }
    }

    public void requireMaxLength(String column, String text, int limit) {
        if (text != null && text.length() > limit) {
            throw new RowRejectedException(
                    column,
                    null,
                    "text-too-long",
                    "文字不得超过" + limit + "个字符，请缩短",
                    "At most " + limit + " characters; shorten it");
        }
    }

    /** Psychological aggregates describe a group, never a few people who could be recognised. */
    public void requireGroupSize(String column, Indicator indicator, Integer size) {
        if (indicator.psychological() && indicator.minHeadcount() == 0) {
            throw new RowRejectedException(
                    column,
                    null,
                    "not-of-an-enterprise",
                    "该心理指标以社区或更大区域为单位，不能报到单个企业",
                    "This psychological indicator is of a community or larger; it cannot be reported of one enterprise");
        }
        if (indicator.psychological()
                && (size == null || size < indicator.minGroup().orElse(1))) {
            int minimum = indicator.minGroup().orElse(1);
            throw new RowRejectedException(
                    column,
                    size == null ? null : size.toString(),
                    "group-too-small",
                    "心理指标的群体不得少于" + minimum + "人，请合并更大群体后再报",
                    "A psychological indicator stands for at least " + minimum + " people; report a larger group");
        }
    }
}
