package org.fengqiao.platform.attachment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A file as people see it in a list.
 *
 * @param size in bytes; null when the file itself is kept elsewhere and only its hash is recorded
 */
public record AttachmentView(UUID id, String name, String mediaType, Long size, String sha256) {
    /** Those of these ids that there are, as they were named. */
    public static List<AttachmentView> inOrder(List<UUID> ids, Map<UUID, AttachmentView> files) {
        return ids.stream().map(files::get).filter(Objects::nonNull).toList();
    }
}
