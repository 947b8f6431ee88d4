package org.fengqiao.cli;

import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.WebServerCommand;
import org.fengqiao.pipeline.schedule.PassSchedule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "serve", description = "启动网页与接口，直到按 Ctrl-C / Serve pages and API until Ctrl-C")
public class ServeCommand implements Runnable, WebServerCommand {
    @Inject
    ServingNotice notice;

    @Mixin
    CommandOutput out;

    @Inject
    PassSchedule schedule;

    @Override
    public void run() {
        schedule.start();
        notice.sayWhetherTelephonesRing(out);
        notice.print(out);
        Quarkus.waitForExit();
    }
}
