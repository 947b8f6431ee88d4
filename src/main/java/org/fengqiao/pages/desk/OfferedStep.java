package org.fengqiao.pages.desk;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.fengqiao.response.StepPreview.Step;
import org.fengqiao.response.StepPreview.StepOption;

/**
 * The form of a step that can be taken.
 *
 * @param first the one that usually comes next, which is shown open
 * @param fault why it was refused just now; null if it was not
 */
public record OfferedStep(Step step, UUID alert, boolean first, boolean evidence, StepFault fault) {
    static List<OfferedStep> of(List<StepOption> options, UUID alert, boolean evidence, StepFault fault) {
        List<StepOption> allowed = options.stream().filter(StepOption::allowed).toList();
        return IntStream.range(0, allowed.size())
                .mapToObj(i -> {
                    Step step = allowed.get(i).step();
                    StepFault own = fault != null && fault.step() == step ? fault : null;
                    return new OfferedStep(step, alert, i == 0, evidence, own);
                })
                .toList();
    }

    /** Reviewing has an address of its own, because not everybody may. */
    public String action() {
        return "/alerts/" + alert + (step == Step.CONFIRM || step == Step.REJECT ? "/review" : "");
    }

    /** The key that takes the step, or opens its form. */
    public String key() {
        return switch (step) {
            case ACKNOWLEDGE -> "a";
            case CONTACT -> "c";
            case PLAN -> "p";
            case CLOSE, CONFIRM -> "e";
            case REJECT -> "r";
            case NOTE -> "n";
        };
    }

    public boolean takes(String name) {
        return step.name().equals(name);
    }

    /** Acknowledging and confirming need no words. */
    public boolean needsNote() {
        return step != Step.ACKNOWLEDGE && step != Step.CONFIRM;
    }

    public boolean failed() {
        return fault != null;
    }

    public String faultOf(String field) {
        return fault != null && fault.field().equals(field) ? fault.text() : null;
    }

    public String typedNote() {
        return fault == null || fault.typed().note == null ? "" : fault.typed().note;
    }

    /** Files that came with it before it was refused. */
    public List<String> uploaded() {
        return fault == null || fault.typed().attachments == null ? List.of() : fault.typed().attachments;
    }

    public String typedInto() {
        return fault == null || fault.typed().into == null ? "" : fault.typed().into;
    }

    public boolean chose(String value) {
        return fault != null
                && (value.equalsIgnoreCase(fault.typed().how) || value.equalsIgnoreCase(fault.typed().outcome));
    }
}
