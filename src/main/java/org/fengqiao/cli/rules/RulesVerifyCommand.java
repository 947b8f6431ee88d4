package org.fengqiao.cli.rules;

import jakarta.inject.Inject;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.publication.PublicationLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = {
            "核对发布记录是否被改动 / Whether any record of what was published was altered",
            "请把末尾印记另行记下，下次用 --head 核对 / Note the last seal down elsewhere and name it with --head the next time"
        })
public class RulesVerifyCommand implements Runnable {
    @Option(names = "--head", description = "以前记下的印记 / a seal noted down before, which must still be there")
    String head;

    @Mixin
    CommandOutput out;

    @Inject
    PublicationLog publications;

    @Override
    public void run() {
        PublicationLog.VerificationResult verified = publications.verify();
        out.show(verified, () -> {
            TextTable table = TextTable.of(
                    new BilingualText("记录", "Record"),
                    new BilingualText("版本", "Release"),
                    new BilingualText("问题", "What is wrong"));
            verified.faults()
                    .forEach(fault -> table.row(fault.number(), fault.releaseId(), out.localized(fault.what())));
            out.say(new BilingualText(
                    verified.records() + " 条记录，" + verified.faults().size() + " 处不符，末尾印记 " + verified.head(),
                    verified.records() + " records, " + verified.faults().size() + " faults, last seal "
                            + verified.head()));
            return table;
        });
        boolean missing = head != null
                && publications.all().stream().noneMatch(record -> record.seal().equals(head));
        if (missing || !verified.faults().isEmpty()) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "history-altered",
                    missing ? "记下的印记已不在记录中：末尾的记录被删除或重写" : "发布记录与印记不符，见上表；请从备份核对",
                    missing
                            ? "The seal noted down is not among the records any more: the last ones were removed or rewritten"
                            : "Records do not fit their seals, see above; compare with a backup");
        }
    }
}
