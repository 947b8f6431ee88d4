package org.fengqiao.assessment.live;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.policy.Dimension;

/** Where rules that are only tried see what the live ones were asked, and what they answered. Empty, it costs a look. */
@ApplicationScoped
public class AssessmentListeners {
    private volatile Listener observer;

    /** Sees what was assessed; must neither throw nor keep anybody waiting for long. */
    @FunctionalInterface
    public interface Listener {
        void assessed(Dimension dimension, List<EnterpriseFacts> subjects, List<Assessment> made, Instant at);
    }

    /** @param observer null for nobody */
    public void setListener(Listener observer) {
        this.observer = observer;
    }

    /** @param made one for each subject, in their order */
    public void publish(Dimension dimension, List<EnterpriseFacts> subjects, List<Assessment> made, Instant at) {
        Listener now = observer;
        if (now != null && !subjects.isEmpty()) now.assessed(dimension, subjects, made, at);
    }
}
