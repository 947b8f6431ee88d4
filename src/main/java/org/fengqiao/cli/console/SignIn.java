package org.fengqiao.cli.console;

import io.quarkus.arc.Unremovable;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.Console;
import java.util.Arrays;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.AccountLogin;
import org.fengqiao.platform.security.SecurityIdentities;
import picocli.CommandLine.Option;

/** Who signs: a person with an account, because two signatures of one operator would be worth one. */
@Dependent
@Unremovable // made by picocli, not injected anywhere
public class SignIn {
    private static final String PASSWORD = "FENGQIAO_PASSWORD";

    @Option(
            names = "--user",
            required = true,
            description = "您的用户名；密码取自 FENGQIAO_PASSWORD，否则询问 / your user name; the password is taken from"
                    + " FENGQIAO_PASSWORD, or asked for")
    String user;

    @Inject
    AccountLogin login;

    /** The user name, once the password is right and the account has one of the roles. */
    public String authenticate(String... roles) {
        return identity(roles).getPrincipal().getName();
    }

    /** The same for what belongs to an area, which has to be the account's. */
    public String authenticateInArea(String areaPath, String... roles) {
        SecurityIdentity identity = identity(roles);
        String own = identity.getAttribute(SecurityIdentities.AREA_PATH);
        if (own != null && areaPath.startsWith(own))
            return identity.getPrincipal().getName();
        throw ProblemException.forbidden(
                "outside-your-area",
                "这条记录不在账号" + user + "的辖区内；请由该辖区的经办人处理",
                "This is outside the area of the account " + user + "; ask an officer of that area");
    }

    private SecurityIdentity identity(String... roles) {
        try {
            SecurityIdentity identity = login.byPassword(user, password());
            boolean oneTime = Boolean.TRUE.equals(identity.getAttribute(SecurityIdentities.ONE_TIME));
            if (Arrays.stream(roles).anyMatch(identity::hasRole) && !oneTime) return identity;
            String wanted = String.join(", ", roles);
            throw ProblemException.forbidden(
                    "role-missing",
                    "账号" + user + "没有角色" + wanted + "（或还在用一次性密码）；请换一个账号或联系系统管理员",
                    "The account " + user + " does not have the role " + wanted
                            + " (or still has its one-time password); use another or ask your administrator");
        } catch (AuthenticationFailedException e) {
            throw ProblemException.forbidden(
                    "login-failed",
                    "用户名或密码不对，请核对后重试",
                    "The user name or the password is wrong; check them and try again");
        }
    }

    private static String password() {
        String given = System.getenv(PASSWORD);
        if (given != null) return given;
        Console console = System.console();
        if (console == null) {
            throw ProblemException.invalid(
                    "password-missing",
                    "请用环境变量 " + PASSWORD + " 给出密码，或在终端中运行",
                    "Give the password in the environment variable " + PASSWORD + ", or run in a terminal");
        }
        char[] typed = console.readPassword("%s: ", "密码 password");
        return typed == null ? "" : new String(typed);
    }
}
