package org.fengqiao.cli.alerts;

import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.StepResult;
import org.fengqiao.response.request.AssistanceService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "ask", description = "吹哨：请另一岗位在时限前协助 / Ask another post for help until a moment")
public class AlertsAskCommand extends AlertStepCommand {
    @Option(names = "--post", required = true, description = "岗位编号 / id of the post")
    UUID post;

    @Option(
            names = "--due",
            required = true,
            description = "须在何时前答复，如 2026-07-01T12:00:00+08:00 / by when it has to answer")
    String due;

    @Option(names = "--note", required = true, description = "请其做什么 / what for")
    String note;

    @Inject
    AssistanceService assistance;

    @Override
    StepResult take(String username) {
        return assistance.request(
                alert, post, RequestParameters.instant("--due", due), username, new StepNote(note, List.of()));
    }
}
