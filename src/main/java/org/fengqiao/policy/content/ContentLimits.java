package org.fengqiao.policy.content;

import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** How large a rule base may be, and what its files may be called; checked before any of it is read. */
final class ContentLimits {
    static final int MOST_RULES = 5_000;
    private static final int MOST_FILES = 2_000;
    static final int MOST_BYTES_OF_A_FILE = 4 << 20;
    private static final long MOST_BYTES = 32L << 20;
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9][a-z0-9-]{0,60}/)?[a-z0-9][a-z0-9-]{0,60}\\.(csv|drl|yaml)");

    private final SortedMap<String, byte[]> files;
    private final List<ContentProblem> problems;

    ContentLimits(SortedMap<String, byte[]> files, List<ContentProblem> problems) {
        this.files = files;
        this.problems = problems;
    }

    void check() {
        if (files.size() > MOST_FILES) {
            add("too-many-files", "", "超过" + MOST_FILES + "个文件，请减少", "more than " + MOST_FILES + " files, have fewer");
            return;
        }
        long bytes = 0;
        for (var file : files.entrySet()) {
            bytes += file.getValue().length;
            if (!NAME.matcher(file.getKey()).matches()) {
                add(
                        "file-name",
                        file.getKey(),
                        "文件名只能用小写字母、数字和连字符",
                        "a file name has small letters, digits and hyphens only");
            }
            if (file.getValue().length > MOST_BYTES_OF_A_FILE) {
                add("file-too-large", file.getKey(), "文件超过4 MB，请拆分", "the file is larger than 4 MB, split it");
            }
        }
        if (bytes > MOST_BYTES)
            add("base-too-large", "", "规则库超过32 MB，请减少", "the base is larger than 32 MB, make it smaller");
    }

    static ContentProblem tooManyRules(int rules) {
        return new ContentProblem(
                "too-many-rules",
                "",
                0,
                "",
                "共" + rules + "条规则，最多" + MOST_RULES + "条",
                rules + " rules, there may be " + MOST_RULES + " at most");
    }

    private void add(String code, String file, String zh, String en) {
        problems.add(new ContentProblem(code, file, 0, "", zh, en));
    }
}
