package org.fengqiao.cli;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.notification.channel.ChannelType;
import org.fengqiao.notification.channel.MessageSender;
import org.fengqiao.notification.reach.ReachabilityAlarms;
import org.fengqiao.notification.reach.UnreachablePosts.UnreachablePost;
import org.fengqiao.platform.text.BilingualText;

/** What a command says when it begins to serve: where, and who could not be told today. */
@ApplicationScoped
class ServingNotice {
    /** Enough to see what is wrong; the rest is a list of its own. */
    private static final int SHOWN = 10;

    private final int port;
    private final ReachabilityAlarms reachability;
    private final MessageSender channels;
    private final InstantSource clock;

    ServingNotice(
            @ConfigProperty(name = "quarkus.http.port") int port,
            ReachabilityAlarms reachability,
            MessageSender channels,
            InstantSource clock) {
        this.port = port;
        this.reachability = reachability;
        this.channels = channels;
        this.clock = clock;
    }

    /** Only a telephone wakes somebody; a demo has nobody to wake. */
    void sayWhetherTelephonesRing(CommandOutput out) {
        if (channels.isConfigured(ChannelType.SMS) || channels.isConfigured(ChannelType.VOICE)) return;
        out.say(new BilingualText(
                "注意：没有设置短信或电话网关，夜间的红色预警到不了手机（见 docs/notifications.md 的 FENGQIAO_SMS_URL）。",
                "Attention: no gateway for text messages or calls is set, so a RED at night reaches no telephone"
                        + " (FENGQIAO_SMS_URL in docs/notifications.md)."));
    }

    void print(CommandOutput out) {
        sayUnreachable(out, reachability.refresh(clock.instant()));
        String url = "http://localhost:" + port + "/";
        out.say(new BilingualText(
                "已就绪：" + url + "  请在登录页输入用户名和密码；首次启动时，上方会显示管理员的一次性密码。按 Ctrl-C 停止。",
                "Ready: " + url + "  Log in with your user name and password; the first start prints a one-time"
                        + " administrator password above. Ctrl-C stops."));
    }

    private static void sayUnreachable(CommandOutput out, List<UnreachablePost> posts) {
        if (posts.isEmpty()) return;
        String rest = posts.size() > SHOWN ? System.lineSeparator() + "  …" : "";
        out.say(new BilingualText(
                "注意：今天有 " + posts.size() + " 个岗位的人员通知不到（全部见 ./fengqiao alarms）：" + lines(posts, BilingualText::zh)
                        + rest,
                "Attention: of " + posts.size() + " posts somebody cannot be told today (./fengqiao alarms lists them"
                        + " all):" + lines(posts, BilingualText::en) + rest));
    }

    private static String lines(List<UnreachablePost> posts, Function<BilingualText, String> language) {
        return posts.stream()
                .limit(SHOWN)
                .map(post -> System.lineSeparator() + "  " + language.apply(post.text()))
                .collect(Collectors.joining());
    }
}
