package org.fengqiao.pages.desk;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.inquiry.web.AccessScope;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.attachment.AttachmentUpload;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.response.AlertActions;
import org.fengqiao.response.AlertActions.ContactMethod;
import org.fengqiao.response.AlertClosing;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.StepPreview.Step;
import org.fengqiao.response.StepResult;

/** Takes the step that a form asks for, by the services that the API uses too. */
@ApplicationScoped
class StepDesk {
    private final AlertActions actions;
    private final AlertClosing closing;
    private final AttachmentUpload uploads;
    private final AccessScope scope;
    private final Caller caller;

    StepDesk(AlertActions actions, AlertClosing closing, AttachmentUpload uploads, AccessScope scope, Caller caller) {
        this.actions = actions;
        this.closing = closing;
        this.uploads = uploads;
        this.scope = scope;
        this.caller = caller;
    }

    static Step step(StepForm form) {
        Step step = RequestParameters.oneOf("step", Step.class, form.step);
        if (step != null) return step;
        throw ProblemException.invalid("step-missing", "请选择要办的一步。", "Choose the step to take.");
    }

    StepResult take(UUID alert, Step step, StepForm form) {
        String by = caller.username();
        StepNote note = new StepNote(form.note, attachments(form));
        return switch (step) {
            case ACKNOWLEDGE -> actions.acknowledge(alert, by, note);
            case CONTACT -> actions.contact(alert, by, contactMethod(form), note);
            case PLAN -> actions.plan(alert, by, note);
            case NOTE -> actions.note(alert, by, note);
            case CLOSE -> closing.close(alert, by, outcome(form), into(form), note);
            case CONFIRM -> closing.confirm(alert, by, note);
            case REJECT -> closing.reject(alert, by, note);
        };
    }

    /** The uploaded file stays uploaded if the step is refused, so that nobody has to choose it again. */
    private List<UUID> attachments(StepForm form) {
        List<String> ids = new ArrayList<>(form.attachments == null ? List.of() : form.attachments);
        if (form.file != null && form.file.size() > 0) {
            ids.add(uploads.upload(form.file.uploadedFile(), form.file.fileName(), caller.username(), caller.areaPath())
                    .id()
                    .toString());
        }
        form.attachments = ids;
        return ids.stream().map(RequestParameters::id).toList();
    }

    private static ContactMethod contactMethod(StepForm form) {
        ContactMethod how = RequestParameters.oneOf("how", ContactMethod.class, form.how);
        return Objects.requireNonNullElse(how, ContactMethod.PHONE);
    }

    private static AlertOutcome outcome(StepForm form) {
        AlertOutcome outcome = RequestParameters.oneOf("outcome", AlertOutcome.class, form.outcome);
        if (outcome != null) return outcome;
        throw ProblemException.invalid("outcome-missing", "请选择结果。", "Choose how it ended.");
    }

    /** The alert that takes it over has to be one the reader may see too. */
    private UUID into(StepForm form) {
        if (form.into == null || form.into.isBlank()) return null;
        UUID into = RequestParameters.id(form.into.strip().toLowerCase(Locale.ROOT));
        scope.alert(into);
        return into;
    }
}
