package org.fengqiao.platform.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.platform.ProblemException;

/**
 * Where messages may go by HTTP: to these origins and nowhere else, so that nobody can make this server call what only it
 * can reach. An origin without a port stands for every port; plain http is for an origin that is written so.
 */
@ApplicationScoped
public class AllowedOrigins {
    private static final List<String> ROBOTS = List.of("https://qyapi.weixin.qq.com", "https://oapi.dingtalk.com");

    private final List<URI> allowed;

    public AllowedOrigins(@ConfigProperty(name = "fengqiao.delivery.origins") Optional<List<String>> more) {
        this.allowed = Stream.concat(ROBOTS.stream(), more.orElse(List.of()).stream())
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .map(URI::create)
                .toList();
    }

    public boolean allows(URI uri) {
        return uri.getHost() != null
                && uri.getUserInfo() == null
                && allowed.stream()
                        .anyMatch(origin -> origin.getScheme().equalsIgnoreCase(uri.getScheme())
                                && origin.getHost().equalsIgnoreCase(uri.getHost())
                                && (origin.getPort() == -1 || origin.getPort() == uri.getPort()));
    }

    public URI require(String address) {
        try {
            URI uri = URI.create(address);
            if (allows(uri)) return uri;
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw ProblemException.invalid(
                "address-not-allowed",
                "不允许向该地址发送。请填写 https 地址，并请系统管理员将其来源加入 FENGQIAO_WEBHOOK_ORIGINS。",
                "Nothing may be sent to this address. Give an https address, and ask your administrator to add its"
                        + " origin to FENGQIAO_WEBHOOK_ORIGINS.");
    }
}
