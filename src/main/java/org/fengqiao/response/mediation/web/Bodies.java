package org.fengqiao.response.mediation.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Set;
import org.fengqiao.platform.Failure;

/** Looks at what was sent only after it is known that the case is the caller's at all: what is not his gives away nothing. */
@ApplicationScoped
class Bodies {
    private final Validator validator;

    Bodies(Validator validator) {
        this.validator = validator;
    }

    <T> T valid(T given) {
        if (given == null) {
            throw Failure.invalid("body-missing", "请给出请求内容（JSON）", "Give the body of the request, as JSON");
        }
        Set<ConstraintViolation<T>> wrong = validator.validate(given);
        if (!wrong.isEmpty()) throw new ConstraintViolationException(wrong);
        return given;
    }
}
