package org.fengqiao.governance;

import java.util.Optional;
import java.util.SortedMap;
import org.fengqiao.governance.content.CsvFile;
import org.fengqiao.platform.ProblemException;

/** The files of a draft by name, with an answer for whoever asks for one that is not there. */
record DraftFiles(SortedMap<String, byte[]> files) {
    byte[] content(String file) {
        byte[] content = files.get(file == null ? "" : file);
        if (content != null) return content;
        throw ProblemException.notFound(
                "file-unknown",
                "规则库没有文件" + file + "，可用的有" + files.keySet(),
                "The rule base has no file " + file + "; it has " + files.keySet());
    }

    CsvFile table(String file) {
        byte[] content = content(file);
        Optional<CsvFile> table = file.endsWith(".csv") ? CsvFile.of(content) : Optional.empty();
        return table.orElseThrow(() -> ProblemException.invalid(
                "table-unreadable",
                file + "不是可读的CSV表，请整份替换",
                file + " is not a readable CSV table; replace it as a whole"));
    }
}
