package org.fengqiao.platform.attachment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeType;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;

/** What a file is, by its content alone: names and what a client says of it are only claims. */
final class MediaTypes {
    private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();

    /** Office documents are ZIP archives; these parts tell one kind from another. */
    private static final Map<String, String> OFFICE_PARTS = Map.of(
            "word/document.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "xl/workbook.xml",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private MediaTypes() {}

    static String sniff(Path file) throws IOException {
        String type;
        try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
            type = TYPES.detect(content, new Metadata()).getBaseType().toString();
        }
        return type.equals("application/zip") || type.equals("application/x-tika-ooxml") ? archive(file, type) : type;
    }

    /** Reads the directory of an archive and unpacks nothing. */
    private static String archive(Path file, String otherwise) throws IOException {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            if (archive.getEntry("[Content_Types].xml") == null) return otherwise;
            return OFFICE_PARTS.entrySet().stream()
                    .filter(part -> archive.getEntry(part.getKey()) != null)
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(otherwise);
        } catch (ZipException e) {
            return otherwise;
        }
    }

    /** The name with an extension that fits the type, so that a system opens the file as what it is. */
    static String withExtension(String name, String type) {
        try {
            MimeType known = TYPES.forName(type);
            String lower = name.toLowerCase(Locale.ROOT);
            if (known.getExtensions().stream().anyMatch(lower::endsWith)) return name;
            return name + known.getExtension();
        } catch (MimeTypeException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
