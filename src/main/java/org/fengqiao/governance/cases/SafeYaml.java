package org.fengqiao.governance.cases;

import java.io.StringReader;
import java.util.Optional;
import org.fengqiao.policy.content.ContentProblem;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Inspects YAML event by event without building objects: lists, maps and plain values pass; tags, anchors, aliases,
 * several documents and deep nesting do not.
 */
final class SafeYaml {
    private static final int DEEPEST = 6;
    private static final int MOST_CHARACTERS = 4 << 20;

    private SafeYaml() {}

    static Optional<ContentProblem> problem(String file, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST + 2);
        options.setCodePointLimit(MOST_CHARACTERS);
        int documents = 0;
        int depth = 0;
        try {
            for (Event event : new Yaml(options).parse(new StringReader(text))) {
                if (event instanceof DocumentStartEvent && ++documents > 1)
                    return refused(file, event, "只能有一个文档", "may hold one document only");
                if (event instanceof AliasEvent) return refused(file, event, "不能使用引用（*）", "may hold no alias (*)");
                if (event instanceof NodeEvent node && node.getAnchor() != null) {
                    return refused(file, event, "不能使用锚点（&）", "may hold no anchor (&)");
                }
                if (tag(event) != null) return refused(file, event, "不能使用标签（!）", "may hold no tag (!)");
                if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                    return refused(file, event, "嵌套过深", "is nested too deeply");
                }
                if (event.is(Event.ID.MappingEnd) || event.is(Event.ID.SequenceEnd)) depth--;
            }
            return Optional.empty();
        } catch (MarkedYAMLException e) {
            return refused(
                    file, e.getProblemMark(), "不是可读的YAML：" + e.getProblem(), "is no readable YAML: " + e.getProblem());
        } catch (YAMLException e) {
            return refused(file, (Mark) null, "不是可读的YAML：" + e.getMessage(), "is no readable YAML: " + e.getMessage());
        }
    }

    private static String tag(Event event) {
        if (event instanceof ScalarEvent scalar) return scalar.getTag();
        return event instanceof CollectionStartEvent collection ? collection.getTag() : null;
    }

    private static Optional<ContentProblem> refused(String file, Event event, String zh, String en) {
        return refused(file, event.getStartMark(), zh, en);
    }

    private static Optional<ContentProblem> refused(String file, Mark mark, String zh, String en) {
        int row = mark == null ? 0 : mark.getLine() + 1;
        String column = mark == null ? "" : "col " + (mark.getColumn() + 1);
        return Optional.of(new ContentProblem("case-unreadable", file, row, column, zh, en));
    }
}
