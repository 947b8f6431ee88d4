package org.fengqiao.cli.rules;

import picocli.CommandLine.Command;

@Command(
        name = "rules",
        description = "规则的检查、草案、试算、审批、发布与回退 / Rules: checks, drafts, trials, review, publishing and the way back",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {
            RulesListCommand.class,
            RulesDraftCommand.class,
            RulesExportCommand.class,
            RulesImportCommand.class,
            RulesDiffCommand.class,
            RulesImpactCommand.class,
            RulesSubmitCommand.class,
            RulesApproveCommand.class,
            RulesPublishCommand.class,
            RulesRollbackCommand.class,
            RulesHistoryCommand.class,
            RulesVerifyCommand.class,
            RulesCheckCommand.class,
            RulesWhereUsedCommand.class
        })
public class RulesCommand {}
