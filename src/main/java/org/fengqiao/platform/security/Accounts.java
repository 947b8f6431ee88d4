package org.fengqiao.platform.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.audit.AuditTrail;

/** The accounts of people: opened, listed, disabled, and their passwords changed. */
@ApplicationScoped
public class Accounts {
    /** One account as others may see it. */
    public record AccountSummary(
            String username,
            String displayName,
            Set<String> roles,
            String areaCode,
            boolean oneTimePassword,
            Instant createdAt,
            Instant disabledAt) {}

    public record NewAccount(String username, String displayName, Set<Role> roles, String areaCode) {}

    @Inject
    Ids ids;

    @Inject
    InstantSource clock;

    @Inject
    AreaPaths areas;

    @Inject
    AuditTrail audit;

    /** Opens an account and answers its one-time password, which is kept nowhere else. */
    @Transactional
    public String open(NewAccount wanted) {
        String password = Passwords.random();
        open(wanted, password, true);
        return password;
    }

    /** For a demonstration and for tests, where the password is known beforehand. */
    @Transactional
    public void open(NewAccount wanted, String password) {
        open(wanted, password, false);
    }

    /** Many with one password, which is hashed once: that is slow on purpose. Those that exist stay as they are. */
    @Transactional
    public int openAll(List<NewAccount> wanted, String password) {
        String hash = Passwords.hash(password);
        List<NewAccount> missing =
                wanted.stream().filter(account -> !exists(account.username())).toList();
        missing.forEach(account -> openWithHash(account, hash, false));
        return missing.size();
    }

    private void open(NewAccount wanted, String password, boolean oneTime) {
        openWithHash(wanted, Passwords.hash(password), oneTime);
    }

    private void openWithHash(NewAccount wanted, String hash, boolean oneTime) {
        if (wanted.roles().size() > 1 && wanted.roles().stream().anyMatch(Role::standsAlone)) {
            throw ProblemException.invalid(
                    "role-stands-alone",
                    "关怀人员和企业账号不得兼任其他角色，请分开设账号",
                    "Care staff and enterprises can hold no other role; open separate accounts");
        }
        if (exists(wanted.username())) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "username-taken",
                    "用户名“" + wanted.username() + "”已被使用（停用的账号也占用用户名）。请换一个。",
                    "The user name \"" + wanted.username()
                            + "\" is taken; disabled accounts keep theirs. Choose another.");
        }
        Account account = new Account();
        account.id = ids.next();
        account.username = wanted.username();
        account.displayName = wanted.displayName();
        account.roles = String.join(",", Role.keys(wanted.roles()));
        account.areaCode = wanted.areaCode();
        account.areaPath = areas.require(wanted.areaCode());
        account.passwordHash = hash;
        account.oneTime = oneTime;
        account.createdAt = clock.instant();
        account.persistAndFlush();
        audit.record("account-opened", account.username, account.roles + " @ " + account.areaCode);
    }

    @Transactional
    public boolean exists(String username) {
        return Account.findByUsername(username).isPresent();
    }

    /** How people call whoever has this user name; empty for somebody who signs in elsewhere and has no account here. */
    @Transactional
    public Optional<String> displayName(String username) {
        return Account.findByUsername(username).map(account -> account.displayName);
    }

    /** Who reports with an account, and where. */
    public record AccountScope(UUID id, String areaPath) {}

    @Transactional
    public AccountScope scopeOf(String username) {
        Account account = Account.findByUsername(username).orElseThrow(() -> unknown(username));
        return new AccountScope(account.id, account.areaPath);
    }

    /** The roles of an account; refuses one that there is not. */
    @Transactional
    public Set<String> rolesOf(String username) {
        return Role.keys(Account.findByUsername(username)
                .filter(Account::isEnabled)
                .orElseThrow(() -> unknown(username))
                .roles());
    }

    @Transactional
    public List<AccountSummary> listInArea(String areaPath) {
        return Account.<Account>list("areaPath like ?1 order by username", areaPath + "%").stream()
                .map(Accounts::entry)
                .toList();
    }

    @Transactional
    public void disable(String username, Caller by) {
        if (username.equals(by.username())) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "own-account",
                    "不能停用自己的账号。请由另一位管理员操作。",
                    "You cannot disable your own account. Ask another administrator.");
        }
        require(username, by).disable(clock.instant());
        audit.record("account-disabled", username, null);
    }

    /** For somebody who has forgotten theirs: a new one-time password. */
    @Transactional
    public String resetPassword(String username, Caller by) {
        String password = Passwords.random();
        require(username, by).resetPassword(Passwords.hash(password));
        audit.record("password-reset", username, null);
        return password;
    }

    @Transactional
    public void changePassword(String username, String current, String fresh) {
        Account account = Account.findByUsername(username).orElseThrow(() -> unknown(username));
        if (!Passwords.matches(current, account.passwordHash)) {
            throw ProblemException.invalid(
                    "current-password-wrong",
                    "当前密码不对，密码没有改变。请重新输入。",
                    "The current password is wrong; nothing was changed. Enter it again.");
        }
        if (fresh.equals(current)) {
            throw ProblemException.invalid(
                    "password-unchanged", "新密码与当前密码相同。请换一个。", "The new password is the current one. Choose another.");
        }
        account.changePassword(Passwords.hash(fresh));
        audit.record("password-changed", username, null);
    }

    @Transactional
    Optional<Account> find(String username) {
        return Account.findByUsername(username);
    }

    @Transactional
    boolean isEmpty() {
        return Account.count() == 0;
    }

    /** Refuses an account that is not of the caller's area. */
    @Transactional
    public void requireWithin(String username, Caller by) {
        require(username, by);
    }

    private static Account require(String username, Caller by) {
        Account account = Account.findByUsername(username).orElseThrow(() -> unknown(username));
        by.requireArea(account.areaPath);
        return account;
    }

    private static AccountSummary entry(Account account) {
        return new AccountSummary(
                account.username,
                account.displayName,
                Role.keys(account.roles()),
                account.areaCode,
                account.oneTime,
                account.createdAt,
                account.disabledAt);
    }

    private static ProblemException unknown(String username) {
        return ProblemException.notFound(
                "account-unknown",
                "没有用户名为“" + username + "”的账号。请在 /api/v1/accounts 查看全部账号。",
                "No account has the user name \"" + username + "\". See /api/v1/accounts for all of them.");
    }
}
