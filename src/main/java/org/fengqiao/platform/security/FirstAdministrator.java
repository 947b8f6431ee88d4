package org.fengqiao.platform.security;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A fresh installation has nobody who could open accounts, so the first start opens one and shows its one-time
 * password on the terminal: on the error stream, which neither the log nor the JSON of a command goes to.
 */
@ApplicationScoped
class FirstAdministrator {
    static final String USERNAME = "admin";

    @Inject
    Accounts accounts;

    /** False for a command that opens accounts of its own, an administrator's among them. */
    @ConfigProperty(name = "fengqiao.first-administrator", defaultValue = "true")
    boolean wanted;

    void start(@Observes StartupEvent event) {
        password()
                .ifPresent(password -> System.err.printf(
                        "%n  第一次启动：管理员账号 / First start, administrator account%n"
                                + "    用户名 user:      %s%n"
                                + "    一次性密码 one-time password: %s%n"
                                + "  只显示这一次，登录后必须修改。/ Shown only now; you change it at the first login.%n%n",
                        USERNAME, password));
    }

    @Transactional
    Optional<String> password() {
        if (!wanted || !accounts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(accounts.open(
                new Accounts.NewAccount(USERNAME, "系统管理员 Administrator", Set.of(Role.ADMINISTRATOR), AreaPaths.ROOT)));
    }
}
