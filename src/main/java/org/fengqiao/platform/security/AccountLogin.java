package org.fengqiao.platform.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Lets people in: by password (form and HTTP Basic), and by the session a password opened earlier. Each request reads
 * the account again, so a disabled one is out at once.
 */
@ApplicationScoped
public class AccountLogin {
    /** Compared with when there is no such account, so that the time taken does not say which names exist. */
    private static final String NOBODY = Passwords.hash(Passwords.random());

    @Inject
    Accounts accounts;

    @Inject
    LoginBackOff backOff;

    @Inject
    VerifiedCredentials verified;

    @Inject
    SignIns signIns;

    public SecurityIdentity byPassword(String username, String password) {
        if (backOff.isBlocked(username)) {
            throw new AuthenticationFailedException();
        }
        Optional<Account> account = accounts.find(username);
        if (account.isEmpty()) {
            Passwords.matches(password, NOBODY);
        }
        if (account.isEmpty()
                || !verified.matches(account.get(), password)
                || !account.get().isEnabled()) {
            backOff.failed(username);
            throw new AuthenticationFailedException();
        }
        backOff.succeeded(username);
        return person(account.get());
    }

    public SecurityIdentity bySession(String username) {
        return accounts.find(username)
                .filter(Account::isEnabled)
                .map(this::person)
                .orElseThrow(AuthenticationFailedException::new);
    }

    private SecurityIdentity person(Account account) {
        SecurityIdentity identity = SecurityIdentities.person(account);
        signIns.record(identity);
        return identity;
    }
}
