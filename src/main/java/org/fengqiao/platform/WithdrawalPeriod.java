package org.fengqiao.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long whoever did something can take it back. Notices of it are held for as long. */
@ApplicationScoped
public class WithdrawalPeriod {
    private final Duration length;

    public WithdrawalPeriod(@ConfigProperty(name = "fengqiao.response.withdraw-within") Duration length) {
        this.length = length;
    }

    /** When what was done stands for good. */
    public Instant endOf(Instant done) {
        return done.plus(length);
    }

    /** Refuses whoever did not do it themselves, or comes too late. */
    public void requireOpen(String doneBy, Instant doneAt, String by, Instant at) {
        if (!by.equals(doneBy)) {
            throw ProblemException.forbidden(
                    "withdrawal-of-another",
                    "只能撤回自己刚做的操作。如有不同意见，请添加备注或联系操作人。",
                    "You can take back only what you did yourself. If you disagree, add a note or talk to whoever did it.");
        }
        if (at.isBefore(endOf(doneAt))) return;
        throw new ProblemException(
                ErrorKind.WRONG_STATE,
                "withdrawal-too-late",
                "只能在" + length.toSeconds() + "秒内撤回，现已生效。请添加备注说明情况。",
                "It could be taken back within " + length.toSeconds()
                        + " seconds and stands now. Add a note that says what was wrong.");
    }
}
