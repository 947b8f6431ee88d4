package org.fengqiao.governance.check;

import org.fengqiao.governance.content.CsvFile;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Indicator.Aggregate;
import org.fengqiao.policy.Release;

/** An indicator gets its values in the way that the catalogue states. */
final class IndicatorCheck implements ContentChecks.Check {
    @Override
    public void check(Release release, ContentProblemCollector findings) {
        for (Indicator indicator : release.indicators().values()) {
            Indicator source = release.indicators().get(indicator.derivedFrom());
            if (indicator.isDerived() && !source.takesInput()) {
                findings.error(
                        indicator.code(),
                        "derived_from",
                        "derived-without-input",
                        source.code() + "本身没有观测，算不出值；请写有观测的指标",
                        source.code() + " takes no observations, so nothing can be derived; name one that does");
            }
            if (indicator.windowDays() > indicator.ttlDays()) {
                findings.error(
                        indicator.code(),
                        "window_days",
                        "window-beyond-ttl",
                        "大于ttl_days，" + indicator.ttlDays() + "天后的观测用不上；请缩短窗口或延长ttl_days",
                        "is more than ttl_days, so what is older than " + indicator.ttlDays()
                                + " days is lost; shorten it or prolong ttl_days");
            }
        }
        given(release, findings, "seasons.csv", Aggregate.SEASON);
        given(release, findings, "industries.csv", Aggregate.INDUSTRY);
        for (CsvFile.Row row : findings.rows("seasons.csv")) {
            if (row.cell("to").compareTo(row.cell("from")) <= 0) {
                findings.error(
                        "seasons.csv",
                        row.line(),
                        "to",
                        "season-empty",
                        "应晚于from；请改日期",
                        "must be after from; correct the dates");
            }
        }
    }

    private static void given(Release release, ContentProblemCollector findings, String file, Aggregate aggregate) {
        for (CsvFile.Row row : findings.rows(file)) {
            Indicator indicator = release.indicators().get(row.cell("indicator").strip());
            if (indicator.aggregate() != aggregate) {
                findings.error(
                        file,
                        row.line(),
                        "indicator",
                        "given-and-observed",
                        indicator.code() + "的值来自观测，不能再由此表给定；请换指标",
                        indicator.code()
                                + " has values of observations, so this table may not give it any; name another");
            }
        }
    }
}
