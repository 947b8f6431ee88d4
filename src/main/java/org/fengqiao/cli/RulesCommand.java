package org.fengqiao.cli;

import picocli.CommandLine.Command;

@Command(
        name = "rules",
        description = "检查规则库 / Check a rule base",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RulesCheckCommand.class, RulesWhereUsedCommand.class})
public class RulesCommand {}
