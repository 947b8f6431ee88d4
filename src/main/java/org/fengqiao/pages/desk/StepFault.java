package org.fengqiao.pages.desk;

import org.fengqiao.pages.shell.PageWording;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.response.StepPreview.Step;

/**
 * Why a step was refused, and what had been typed.
 *
 * @param field the field it is about; empty if about none
 */
public record StepFault(Step step, String field, String text, StepForm typed) {
    static StepFault of(Step step, ProblemException failure, PageWording say, StepForm typed) {
        return new StepFault(step, field(failure.code()), say.language().of(failure), typed);
    }

    private static String field(String code) {
        return switch (code) {
            case "note-missing", "note-too-long" -> "note";
            case "evidence-missing" -> "file";
            case "outcome-missing" -> "outcome";
            case "merged-into-what", "lead-unfit", "id-malformed" -> "into";
            default -> code.startsWith("file-") || code.startsWith("attachment") ? "file" : "";
        };
    }
}
