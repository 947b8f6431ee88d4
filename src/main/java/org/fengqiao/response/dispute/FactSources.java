package org.fengqiao.response.dispute;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;
import org.fengqiao.response.escalation.ResponseTable;

/** Which post answers for the facts of a kind of source, and within what time: response/fact-sources.csv. */
@ApplicationScoped
class FactSources {
    private static final String ANY_KIND = "*";

    private final List<SourceRow> rows =
            ResponseTable.rows("fact-sources.csv").stream().map(SourceRow::of).toList();

    private record SourceRow(Dimension dimension, String kind, List<PostKind> posts, String due) {
        static SourceRow of(NamedCsvRecord row) {
            return new SourceRow(
                    Dimension.of(row.getField("dimension")),
                    row.getField("kind"),
                    Stream.of(row.getField("posts").split(";"))
                            .map(PostKind::valueOf)
                            .toList(),
                    row.getField("due"));
        }
    }

    /** @param due a duration, in working time where it says so */
    record ResponsiblePost(PostAssignment post, String due) {}

    /** The nearest post that somebody other than {@code asker} answers for; the duty desk takes what nobody else can. */
    ResponsiblePost responsible(
            PostDirectory posts, Dimension dimension, String kind, String areaPath, String asker, Instant at) {
        SourceRow row = row(dimension, kind).or(() -> row(dimension, ANY_KIND)).orElseThrow();
        PostAssignment post = row.posts().stream()
                .flatMap(wanted -> posts.findNearest(wanted, areaPath, at).stream())
                .filter(found ->
                        found.username().filter(name -> !name.equals(asker)).isPresent())
                .findFirst()
                .or(() -> row.posts().contains(PostKind.CARE_TEAM)
                        ? posts.findNearest(PostKind.CARE_TEAM, "", at)
                        : Optional.empty())
                .orElseGet(() -> posts.dutyDesk(areaPath, at));
        return new ResponsiblePost(post, row.due());
    }

    private Optional<SourceRow> row(Dimension dimension, String kind) {
        return rows.stream()
                .filter(row -> row.dimension() == dimension && row.kind().equals(kind))
                .findFirst();
    }
}
