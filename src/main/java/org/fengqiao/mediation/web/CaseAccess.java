package org.fengqiao.mediation.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.mediation.MediationService;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.web.RequestParameters;

/** Checks that a case is in the caller's area before it looks at what was sent, so that other cases reveal nothing. */
@ApplicationScoped
class CaseAccess {
    private final MediationService mediations;
    private final Caller caller;
    private final Validator validator;

    CaseAccess(MediationService mediations, Caller caller, Validator validator) {
        this.mediations = mediations;
        this.caller = caller;
        this.validator = validator;
    }

    /** The id of a case that the caller may work on. */
    UUID requireAccessible(String text) {
        UUID id = RequestParameters.id(text);
        mediations.scopeOf(id).requireAccess(caller);
        return id;
    }

    <T> T requireValid(T body) {
        if (body == null) {
            throw ProblemException.invalid("body-missing", "请给出请求内容（JSON）", "Give the body of the request, as JSON");
        }
        Set<ConstraintViolation<T>> violations = validator.validate(body);
        if (!violations.isEmpty()) throw new ConstraintViolationException(violations);
        return body;
    }
}
