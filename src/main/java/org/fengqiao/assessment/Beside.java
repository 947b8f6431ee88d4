package org.fengqiao.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.fengqiao.policy.Dimension;

/** Where rules that are only tried see what the live ones were asked, and what they answered. Empty, it costs a look. */
@ApplicationScoped
public class Beside {
    private volatile Observer observer;

    /** Sees what was assessed; must neither throw nor keep anybody waiting for long. */
    @FunctionalInterface
    public interface Observer {
        void see(Dimension dimension, List<Subject> subjects, List<Assessment> made, Instant at);
    }

    /** @param observer null for nobody */
    public void put(Observer observer) {
        this.observer = observer;
    }

    /** @param made one for each subject, in their order */
    public void tell(Dimension dimension, List<Subject> subjects, List<Assessment> made, Instant at) {
        Observer now = observer;
        if (now != null && !subjects.isEmpty()) now.see(dimension, subjects, made, at);
    }
}
