package org.fengqiao.pages;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests in a real browser: skipped where there is none, unless {@code -Dbrowser.required=true}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresBrowser.Condition.class)
public @interface RequiresBrowser {
    /** Says in the report of the tests why they did not run. */
    class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Browser.executable().isPresent()) return ConditionEvaluationResult.enabled("there is a Chromium");
            if (Boolean.getBoolean("browser.required"))
                return ConditionEvaluationResult.enabled("a browser is required");
            String message = "Skipped: no Chromium in " + Browser.PLACES
                    + ". Install one (Debian: apt-get install chromium fonts-noto-cjk).";
            System.err.println(context.getDisplayName() + " " + message);
            return ConditionEvaluationResult.disabled(message);
        }
    }
}
