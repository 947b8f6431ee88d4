package org.fengqiao.governance.content;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fengqiao.assessment.ShenzhenRuleBase;

/** The shipped base with small edits. */
final class EditedRuleBase {
    private EditedRuleBase() {}

    static SortedMap<String, byte[]> files() {
        return new TreeMap<>(ShenzhenRuleBase.release().files());
    }

    static SortedMap<String, byte[]> with(String file, String find, String put) {
        SortedMap<String, byte[]> files = files();
        String text = new String(files.get(file), StandardCharsets.UTF_8);
        if (!text.contains(find)) throw new IllegalArgumentException(file + " does not hold " + find);
        files.put(file, text.replace(find, put).getBytes(StandardCharsets.UTF_8));
        return files;
    }
}
