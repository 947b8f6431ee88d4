package org.fengqiao.platform.attachment.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.fengqiao.platform.attachment.AttachmentQueries;
import org.fengqiao.platform.attachment.AttachmentView;
import org.fengqiao.platform.attachment.Attachments;

/**
 * Answers with the content of a file, as something to save and never as a page of ours. Whoever asks has been checked by
 * then.
 */
@ApplicationScoped
public class AttachmentDownload {
    private final AttachmentQueries files;
    private final Attachments attachments;

    AttachmentDownload(AttachmentQueries files, Attachments attachments) {
        this.files = files;
        this.attachments = attachments;
    }

    /** A file of a record that the caller may see. */
    public Response of(UUID attachment, UUID subject) {
        return of(files.require(attachment, subject));
    }

    Response of(AttachmentView view) {
        attachments.requireContent(view);
        StreamingOutput content = out -> attachments.write(view, out);
        return Response.ok(content, view.mediaType())
                .header(HttpHeaders.CONTENT_LENGTH, view.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(view))
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .build();
    }

    /** RFC 6266: the name in UTF-8, and for old clients one of letters and digits. */
    private static String disposition(AttachmentView view) {
        String encoded = URLEncoder.encode(view.name(), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + view.id() + "\"; filename*=UTF-8''" + encoded;
    }
}
