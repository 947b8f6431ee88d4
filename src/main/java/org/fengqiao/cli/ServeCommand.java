package org.fengqiao.cli;

import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.WebServerCommand;
import org.fengqiao.pipeline.schedule.PassSchedule;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "serve", description = "启动网页与接口，直到按 Ctrl-C / Serve pages and API until Ctrl-C")
public class ServeCommand implements Runnable, WebServerCommand {
    @ConfigProperty(name = "quarkus.http.port")
    int port;

    @Mixin
    CommandOutput out;

    @Inject
    PassSchedule schedule;

    @Override
    public void run() {
        schedule.start();
        announce(out, port);
        Quarkus.waitForExit();
    }

    /** Also for other commands that end in serving. */
    static void announce(CommandOutput out, int port) {
        String url = "http://localhost:" + port + "/";
        out.say(new BilingualText(
                "已就绪：" + url + "  请在登录页输入用户名和密码；首次启动时，上方会显示管理员的一次性密码。按 Ctrl-C 停止。",
                "Ready: " + url + "  Log in with your user name and password; the first start prints a one-time"
                        + " administrator password above. Ctrl-C stops."));
    }
}
