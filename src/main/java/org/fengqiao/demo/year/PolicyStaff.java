package org.fengqiao.demo.year;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fengqiao.demo.city.DemoResources;
import org.fengqiao.governance.DraftEditor;
import org.fengqiao.governance.DraftReview;
import org.fengqiao.governance.DraftService;
import org.fengqiao.governance.DraftTrialService;
import org.fengqiao.governance.ReleasePublisher;
import org.fengqiao.governance.trial.TrialService;

/** Those who write rules and those who sign them: the drafts of releases.csv, tried, signed and published, or under way. */
@ApplicationScoped
class PolicyStaff {
    private static final String EDITOR = "policy.editor";
    private static final String APPROVER = "policy.approver";
    private static final Duration DAY = Duration.ofDays(1);

    private final DraftService drafts;
    private final DraftEditor editor;
    private final DraftTrialService starter;
    private final TrialService trials;
    private final DraftReview review;
    private final ReleasePublisher publisher;

    PolicyStaff(
            DraftService drafts,
            DraftEditor editor,
            DraftTrialService starter,
            TrialService trials,
            DraftReview review,
            ReleasePublisher publisher) {
        this.drafts = drafts;
        this.editor = editor;
        this.starter = starter;
        this.trials = trials;
        this.review = review;
        this.publisher = publisher;
    }

    private record Edit(String file, String row, String column, String seen, String value) {}

    void join(Play play) {
        Map<String, List<Edit>> edits = DemoResources.rows("release-edits.csv", row -> row).stream()
                .collect(Collectors.groupingBy(
                        row -> row.getField("release"),
                        Collectors.mapping(
                                row -> new Edit(
                                        row.getField("file"),
                                        row.getField("row"),
                                        row.getField("column"),
                                        row.getField("seen"),
                                        row.getField("value")),
                                Collectors.toList())));
        DemoResources.rows("releases.csv", row -> row).forEach(row -> {
            Instant at = play.plan().before(DemoResources.number(row, "day"), 10);
            if (at.isBefore(play.plan().delivery(0))) return;
            String reason = row.getField("reason");
            boolean published = row.getField("published").equals("yes");
            play.at(at, () -> {
                UUID draft = draft(row.getField("title"), edits.get(row.getField("release")));
                if (published) publish(play, draft, reason);
            });
        });
    }

    private UUID draft(String title, List<Edit> edits) {
        UUID draft = drafts.start(title, (String) null, EDITOR);
        edits.forEach(edit -> edit(draft, edit));
        return draft;
    }

    /** A cell of a table, or where no row is named a passage of a text, such as a case that the new points change. */
    private void edit(UUID draft, Edit edit) {
        if (!edit.row().isEmpty()) {
            editor.editCell(draft, edit.file(), edit.row(), edit.column(), edit.seen(), edit.value(), EDITOR);
            return;
        }
        String text = drafts.text(draft, edit.file());
        editor.replaceFile(draft, edit.file(), text, text.replace(edit.seen(), edit.value()), EDITOR);
    }

    private void publish(Play play, UUID draft, String reason) {
        play.at(play.now().plus(DAY), () -> {
            UUID trial = starter.impact(draft, EDITOR);
            await(draft, trial);
            trials.view(draft, trial, EDITOR, "");
            review.submit(draft, EDITOR);
            play.at(play.now().plus(DAY), () -> {
                trials.view(draft, trial, APPROVER, "");
                review.approve(draft, APPROVER, "差异与影响已核对，同意");
                play.at(play.now().plus(DAY), () -> publisher.publish(draft, APPROVER, null, reason));
            });
        });
    }

    /** A trial runs on a thread of its own and calls nobody back. */
    private void await(UUID draft, UUID trial) {
        try {
            while (trials.list(draft).stream()
                    .anyMatch(status -> status.id().equals(trial) && status.finishedAt() == null)) Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
