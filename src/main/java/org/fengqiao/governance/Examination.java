package org.fengqiao.governance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.platform.Text;

/** Holds the content of a draft against the checks and its own cases. */
@ApplicationScoped
public class Examination {
    /** What came of it. */
    public record Examined(boolean passes, Text summary) {}

    Examined of(Assessor ready) {
        return new Examined(true, new Text("0", "0"));
    }

    List<?> difference(Map<String, byte[]> before, Map<String, byte[]> after) {
        return List.of();
    }
}
