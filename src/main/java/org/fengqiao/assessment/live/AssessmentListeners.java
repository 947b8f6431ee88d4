package org.fengqiao.assessment.live;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.policy.Dimension;

/** Lets a shadow release observe live assessments; free without a listener. */
@ApplicationScoped
public class AssessmentListeners {
    private volatile Listener listener;

    /** Receives live assessments; must neither throw nor block for long. */
    @FunctionalInterface
    public interface Listener {
        void assessed(Dimension dimension, List<EnterpriseFacts> subjects, List<Assessment> assessed, Instant at);
    }

    /** @param listener null for none */
    public void setListener(Listener listener) {
        this.listener = listener;
    }

    /** @param assessed one for each subject, in their order */
    public void publish(Dimension dimension, List<EnterpriseFacts> subjects, List<Assessment> assessed, Instant at) {
        Listener current = listener;
        if (current != null && !subjects.isEmpty()) current.assessed(dimension, subjects, assessed, at);
    }
}
