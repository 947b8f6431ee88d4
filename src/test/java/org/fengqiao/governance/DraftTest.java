package org.fengqiao.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.fengqiao.assessment.ShenzhenRuleBase;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every step in every state of a draft, and who may not approve it. */
class DraftTest {
    private static final Instant AT = Instant.parse("2026-06-30T00:00:00Z");
    private static final SortedMap<String, byte[]> FILES =
            ShenzhenRuleBase.release().files();

    @ParameterizedTest
    @CsvSource(textBlock = """
            state,     replaceFiles, submit,    reject,  approve,  markPublished, discard
            EDITING,   EDITING,      SUBMITTED, -,       -,        -,             DISCARDED
            SUBMITTED, -,            -,         EDITING, APPROVED, -,             DISCARDED
            APPROVED,  -,            -,         EDITING, -,        PUBLISHED,     DISCARDED
            PUBLISHED, -,            -,         -,       -,        -,             -
            DISCARDED, -,            -,         -,       -,        -,             -
            """, useHeadersInDisplayName = true)
    void every_step_in_every_state(
            Draft.State from,
            String replaceFiles,
            String submit,
            String reject,
            String approve,
            String markPublished,
            String discard) {
        assertStep(from, replaceFiles, draft -> draft.replaceFiles(FILES));
        assertStep(from, submit, draft -> draft.submit("editor", AT, "live"));
        assertStep(from, reject, Draft::reject);
        assertStep(from, approve, draft -> draft.approve("approver", AT, Set.of("editor")));
        assertStep(from, markPublished, draft -> draft.markPublished(1));
        assertStep(from, discard, Draft::discard);
    }

    private interface Step {
        void take(Draft draft);
    }

    private static void assertStep(Draft.State from, String to, Step step) {
        Draft draft = in(from);
        assertThat(draft.state).isEqualTo(from);
        if (to.equals("-")) {
            assertThatThrownBy(() -> step.take(draft))
                    .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.kind())
                            .isEqualTo(ErrorKind.WRONG_STATE));
            assertThat(draft.state).isEqualTo(from);
        } else {
            step.take(draft);
            assertThat(draft.state).isEqualTo(Draft.State.valueOf(to));
        }
    }

    private static Draft in(Draft.State state) {
        Draft draft = new Draft(UUID.randomUUID(), "draft", ShenzhenRuleBase.release(), FILES, "editor", AT);
        if (state == Draft.State.EDITING) return draft;
        if (state == Draft.State.DISCARDED) {
            draft.discard();
            return draft;
        }
        draft.submit("editor", AT, "live");
        if (state == Draft.State.SUBMITTED) return draft;
        draft.approve("approver", AT, Set.of("editor"));
        if (state == Draft.State.PUBLISHED) draft.markPublished(1);
        return draft;
    }

    @Test
    void neither_an_author_nor_whoever_submitted_it_approves_a_draft() {
        for (String who : new String[] {"author", "submitter"}) {
            Draft draft = new Draft(UUID.randomUUID(), "draft", ShenzhenRuleBase.release(), FILES, "author", AT);
            draft.submit("submitter", AT, "live");
            assertThatThrownBy(() -> draft.approve(who, AT, Set.of("author", "another")))
                    .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.kind())
                            .isEqualTo(ErrorKind.FORBIDDEN));
            assertThat(draft.state).isEqualTo(Draft.State.SUBMITTED);
        }
    }
}
