package org.fengqiao.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.governance.trial.BacktestPeriod;
import org.fengqiao.governance.trial.BacktestPeriod.RuleOutcome;
import org.fengqiao.governance.trial.BacktestPeriod.TierOutcome;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;

/** A back-test as tables: the measures of both periods, the tiers, the rules. */
final class BacktestTables {
    private BacktestTables() {}

    static CommandOutput.Printable of(BacktestCommand.Result result) {
        return TextTable.stack(measures(result), tiers(result), rules(result));
    }

    private static TextTable measures(BacktestCommand.Result result) {
        TextTable table = TextTable.of(
                new BilingualText("指标", "Measure"),
                new BilingualText(
                        "训练 " + result.train().at(), "Train " + result.train().at()),
                new BilingualText(
                        "检验 " + result.test().at(), "Test " + result.test().at()));
        measure(table, result, "企业数 population", p -> String.format(Locale.ROOT, "%,d", p.population()));
        measure(table, result, "出现结果 positives", BacktestPeriod::positives);
        table.row("按训练期推算 expected from train", "", Math.round(result.expectedPositives()));
        measure(table, result, "基准率 base rate", p -> percent(p.baseRate()));
        measure(table, result, "AUC", p -> String.format(Locale.ROOT, "%.3f", p.auc()));
        measure(
                table,
                result,
                "打乱结果后 AUC with shuffled labels",
                p -> String.format(Locale.ROOT, "%.3f", p.aucShuffled()));
        measure(table, result, "前1%命中率 precision@1 %", p -> percent(p.precisionTop1()));
        measure(table, result, "提升倍数 lift@1 %", p -> String.format(Locale.ROOT, "%.1f", p.liftTop1()));
        measure(table, result, "前10%找回率 recall@10 %", p -> percent(p.recallTop10()));
        measure(table, result, "有历史可查 coverage", p -> percent(p.coverage()));
        measure(table, result, "提前天数中位数 median lead, days", p -> days(p.medianLeadDays()));
        return table;
    }

    private static void measure(
            TextTable table, BacktestCommand.Result result, String name, Function<BacktestPeriod, Object> of) {
        table.row(name, of.apply(result.train()), of.apply(result.test()));
    }

    /** Calibration: the share of positives a tier had, and had again. */
    private static TextTable tiers(BacktestCommand.Result result) {
        TextTable table = TextTable.of(
                new BilingualText("等级", "Tier"),
                new BilingualText("训练：企业", "Train: enterprises"),
                new BilingualText("出现结果", "positives"),
                new BilingualText("占比", "share"),
                new BilingualText("检验：企业", "Test: enterprises"),
                new BilingualText("出现结果", "positives"),
                new BilingualText("占比", "share"));
        for (Tier tier : List.of(Tier.RED, Tier.ORANGE, Tier.YELLOW, Tier.BLUE, Tier.GREEN, Tier.GREY)) {
            TierOutcome trained = of(result.train(), tier);
            TierOutcome tested = of(result.test(), tier);
            if (trained.enterprises() + tested.enterprises() == 0) continue;
            table.row(
                    tier,
                    trained.enterprises(),
                    trained.positives(),
                    share(trained),
                    tested.enterprises(),
                    tested.positives(),
                    share(tested));
        }
        return table;
    }

    private static TierOutcome of(BacktestPeriod period, Tier tier) {
        return period.tiers().stream()
                .filter(outcome -> outcome.tier() == tier)
                .findFirst()
                .orElse(new TierOutcome(tier, 0, 0, 0));
    }

    private static TextTable rules(BacktestCommand.Result result) {
        TextTable table = TextTable.of(
                new BilingualText("规则", "Rule"),
                new BilingualText("分值", "Points"),
                new BilingualText("训练权重", "Weight (train)"),
                new BilingualText("命中", "Hits"),
                new BilingualText("出现结果", "Positives"),
                new BilingualText("命中率", "Precision"),
                new BilingualText("提升倍数", "Lift"),
                new BilingualText("提前天数", "Lead, days"));
        for (int i = 0; i < result.test().rules().size(); i++) {
            RuleOutcome rule = result.test().rules().get(i);
            table.row(
                    rule.rule(),
                    rule.points(),
                    String.format(
                            Locale.ROOT, "%.2f", result.train().rules().get(i).weight()),
                    rule.hits(),
                    rule.positives(),
                    rule.precision() == null ? "" : percent(rule.precision()),
                    rule.lift() == null ? "" : String.format(Locale.ROOT, "%.1f", rule.lift()),
                    days(rule.medianLeadDays()));
        }
        return table;
    }

    private static String share(TierOutcome tier) {
        return tier.enterprises() == 0 ? "" : percent(tier.rate());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String days(Double days) {
        return days == null ? "" : String.format(Locale.ROOT, "%.0f", days);
    }
}
