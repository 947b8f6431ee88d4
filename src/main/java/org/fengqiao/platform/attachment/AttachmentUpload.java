package org.fengqiao.platform.attachment;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.Transactions;

/** Takes a file in: looks at what it is, removes from pictures what is not picture, and keeps it under its hash. */
@ApplicationScoped
public class AttachmentUpload {
    private static final String COUNT = "select count(*) from attachment where uploaded_by = ? and subject_id is null";

    private static final String ADD =
            "insert into attachment (id, sha256, name, media_type, uploaded_by, uploaded_at, area_path)"
                    + " values (?, ?, ?, ?, ?, ?, ?)";

    private final DataSource database;
    private final AttachmentContents contents;
    private final AttachmentSettings settings;
    private final InstantSource clock;
    private final Ids ids;

    AttachmentUpload(
            DataSource database,
            AttachmentContents contents,
            AttachmentSettings settings,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.contents = contents;
        this.settings = settings;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Keeps a file until it is attached to something, or is too old.
     *
     * @param name as its owner calls it
     * @param areaPath of whoever uploads it
     */
    public AttachmentView upload(Path file, String name, String by, String areaPath) {
        try {
            requireSize(Files.size(file));
            String type = requireType(MediaTypes.sniff(file));
            if (!type.startsWith("image/")) return keep(file, FileName.of(name, type), type, by, areaPath);
            Path cleaned = Files.createTempFile("attachment", null);
            try {
                clean(file, cleaned, type);
                return keep(cleaned, FileName.of(name, type), type, by, areaPath);
            } finally {
                Files.deleteIfExists(cleaned);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireSize(long size) {
        long largest = settings.largest().asLongValue();
        if (size > largest) {
            throw new ProblemException(
                    ErrorKind.TOO_LARGE,
                    "attachment-too-large",
                    "文件为" + size + "字节，超过上限" + largest + "字节。请压缩或分成几个文件。",
                    "The file has " + size + " bytes; " + largest + " are the most. Compress it, or send it in parts.");
        }
        if (size == 0) {
            throw ProblemException.invalid("attachment-empty", "文件是空的，请重新选择", "The file is empty; choose another");
        }
    }

    /** A picture whose metadata nobody here can remove is refused, whatever the settings allow. */
    private String requireType(String type) {
        boolean cleanable = !type.startsWith("image/") || type.equals("image/jpeg") || type.equals("image/png");
        if (cleanable && settings.types().contains(type)) return type;
        String allowed = String.join(", ", new TreeSet<>(settings.types()));
        throw ProblemException.invalid(
                "attachment-type",
                "文件内容为 " + type + "，不能上传。可以上传：" + allowed + "。照片请存为 JPEG，文件请存为 PDF。",
                "The content of the file is " + type + ", which is not taken. Taken are: " + allowed
                        + ". Save a photo as JPEG, a document as PDF.");
    }

    private void clean(Path file, Path to, String type) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
            if (type.equals("image/jpeg")) JpegCleaner.copy(in, out, settings.mostPixels());
            else PngCleaner.copy(in, out, settings.mostPixels());
        } catch (IOException e) {
            throw new ProblemException(
                    ErrorKind.INVALID_INPUT,
                    "attachment-broken",
                    "图片不完整或已损坏，请重新拍摄或另存后上传",
                    "The picture is incomplete or broken; take or save it again and upload that",
                    e);
        }
    }

    private AttachmentView keep(Path file, String name, String type, String by, String areaPath) throws IOException {
        String sha256 = MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
        AttachmentView view = new AttachmentView(ids.next(), name, type, Files.size(file), sha256);
        Transactions.inTransaction(database, connection -> {
            requireFewUnattached(connection, by);
            try {
                contents.keep(connection, sha256, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            add(connection, view, by, areaPath);
            return null;
        });
        return view;
    }

    private void requireFewUnattached(Connection connection, String by) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setString(1, by);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                if (row.getLong(1) < settings.mostUnattached()) return;
            }
        }
        throw new ProblemException(
                ErrorKind.WRONG_STATE,
                "uploads-too-many",
                "您已上传" + settings.mostUnattached() + "个文件而尚未使用。请先用于记录，或等它们过期。",
                "You have uploaded " + settings.mostUnattached()
                        + " files and attached none of them. Attach them first, or wait until they expire.");
    }

    private void add(Connection connection, AttachmentView view, String by, String areaPath) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setObject(1, view.id());
            insert.setString(2, view.sha256());
            insert.setString(3, view.name());
            insert.setString(4, view.mediaType());
            insert.setString(5, by);
            insert.setObject(6, Jdbc.utc(clock.instant()));
            insert.setString(7, areaPath);
            insert.executeUpdate();
        }
    }
}
