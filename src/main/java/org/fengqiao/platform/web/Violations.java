package org.fengqiao.platform.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What bean validation found, field by field, in both languages. */
@ApplicationScoped
class Violations {
    private record Context(ConstraintDescriptor<?> descriptor, Object value) implements MessageInterpolator.Context {
        @Override
        public ConstraintDescriptor<?> getConstraintDescriptor() {
            return descriptor;
        }

        @Override
        public Object getValidatedValue() {
            return value;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            return type.cast(this);
        }
    }

    @Inject
    ValidatorFactory validation;

    /** Whether the violation is in our response rather than in the caller's request. */
    boolean areOurs(ConstraintViolationException e) {
        return e.getConstraintViolations().stream()
                .flatMap(violation ->
                        StreamSupport.stream(violation.getPropertyPath().spliterator(), false))
                .anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
    }

    List<Problem.Field> fields(ConstraintViolationException e) {
        return e.getConstraintViolations().stream()
                .map(v -> new Problem.Field(name(v.getPropertyPath()), in(Locale.CHINESE, v), in(Locale.ENGLISH, v)))
                .sorted(Comparator.comparing(Problem.Field::field))
                .toList();
    }

    private String in(Locale locale, ConstraintViolation<?> violation) {
        Context context = new Context(violation.getConstraintDescriptor(), violation.getInvalidValue());
        return validation.getMessageInterpolator().interpolate(violation.getMessageTemplate(), context, locale);
    }

    /** Without the names of the Java method and parameter, which the caller does not know. */
    private static String name(Path path) {
        String name = StreamSupport.stream(path.spliterator(), false)
                .filter(node ->
                        node.getKind() == ElementKind.PROPERTY || node.getKind() == ElementKind.CONTAINER_ELEMENT)
                .map(Path.Node::toString)
                .collect(Collectors.joining("."));
        if (!name.isEmpty()) {
            return name;
        }
        String whole = path.toString();
        return whole.substring(whole.lastIndexOf('.') + 1);
    }
}
