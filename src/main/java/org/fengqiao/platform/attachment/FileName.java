package org.fengqiao.platform.attachment;

import org.fengqiao.platform.text.Masking;

/** The name of an uploaded file, as it may be stored, shown and used by another system. */
final class FileName {
    private static final int MAX_LENGTH = 120;

    private FileName() {}

    /**
     * Without folders, without characters that steer a terminal or the direction of writing, without numbers that identify
     * a person, and with an extension that fits the type.
     */
    static String of(String given, String mediaType) {
        String plain = given == null ? "" : given.replaceAll("^.*[/\\\\]", "");
        plain = Masking.mask(
                plain.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "").strip());
        if (plain.codePointCount(0, plain.length()) > MAX_LENGTH) {
            plain = plain.substring(0, plain.offsetByCodePoints(0, MAX_LENGTH));
        }
        return MediaTypes.withExtension(plain.isEmpty() ? "附件" : plain, mediaType);
    }
}
