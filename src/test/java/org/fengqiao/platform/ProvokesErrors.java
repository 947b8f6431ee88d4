package org.fengqiao.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The test makes something fail, so what the product says of it as an error or a warning stays out of the log, where
 * every error is one that nobody asked for. A test that provokes nothing any more fails.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ProvokesErrors.Silencer.class)
public @interface ProvokesErrors {
    /** A part of each message or of what caused it; none takes everything. */
    String[] value() default {};

    /** On a class it holds from before its first test to after its last, on a method for that one. */
    class Silencer implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
        private final Map<Handler, Filter> former = new LinkedHashMap<>();
        private final AtomicInteger silenced = new AtomicInteger();

        @Override
        public void beforeAll(ExtensionContext context) {
            silence(context.getRequiredTestClass().getAnnotation(ProvokesErrors.class));
        }

        @Override
        public void beforeEach(ExtensionContext context) {
            silence(context.getRequiredTestMethod().getAnnotation(ProvokesErrors.class));
        }

        @Override
        public void afterEach(ExtensionContext context) {
            if (context.getRequiredTestMethod().isAnnotationPresent(ProvokesErrors.class)) listenAgain(context);
        }

        @Override
        public void afterAll(ExtensionContext context) {
            listenAgain(context);
        }

        private void silence(ProvokesErrors provoked) {
            if (provoked == null) return;
            for (Handler handler : Logger.getLogger("").getHandlers()) {
                Filter before = handler.getFilter();
                former.put(handler, before);
                handler.setFilter(record -> !take(record, provoked) && (before == null || before.isLoggable(record)));
            }
        }

        private boolean take(LogRecord record, ProvokesErrors provoked) {
            if (record.getLevel().intValue() < Level.WARNING.intValue()) return false;
            List<String> said = new ArrayList<>(List.of(String.valueOf(record.getMessage())));
            if (record.getParameters() != null)
                for (Object parameter : record.getParameters()) said.add(String.valueOf(parameter));
            for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause())
                said.add(cause.toString());
            boolean taken = provoked.value().length == 0;
            for (String part : provoked.value()) taken |= said.stream().anyMatch(text -> text.contains(part));
            if (taken) silenced.incrementAndGet();
            return taken;
        }

        private void listenAgain(ExtensionContext context) {
            former.forEach(Handler::setFilter);
            former.clear();
            assertThat(silenced.getAndSet(0))
                    .as("errors provoked by %s", context.getDisplayName())
                    .isPositive();
        }
    }
}
