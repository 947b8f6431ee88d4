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

/** Looks at what was sent only after it is known that the case is the caller's at all: what is not his gives away nothing. */
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

    /** The id of a case of the caller's area. */
    UUID requireAccessible(String text) {
        UUID id = RequestParameters.id(text);
        caller.requireArea(mediations.areaOf(id));
        return id;
    }

    <T> T requireValid(T given) {
        if (given == null) {
            throw ProblemException.invalid("body-missing", "请给出请求内容（JSON）", "Give the body of the request, as JSON");
        }
        Set<ConstraintViolation<T>> wrong = validator.validate(given);
        if (!wrong.isEmpty()) throw new ConstraintViolationException(wrong);
        return given;
    }
}
