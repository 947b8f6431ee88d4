package org.fengqiao.intake.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.fengqiao.intake.mapping.Mapping;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;

/**
 * A file that was read once completely before it is imported, so that its encoding and header are known and it does not
 * turn out to be unreadable half way.
 */
final class SourceFile {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int MAX_HEADER_LINE = 20;

    private final Path path;
    private final Mapping mapping;
    private final String sha256;
    private boolean workbook;
    private Charset charset = StandardCharsets.UTF_8;
    private char separator = ',';
    private FileHeader header;
    private long rows;

    private SourceFile(Path path, Mapping mapping) throws IOException {
        this.path = path;
        this.mapping = mapping;
        this.sha256 = digest(path);
    }

    /** Reads the whole file; refuses one that cannot be read or lacks a column. */
    static SourceFile inspect(Path path, Mapping mapping) {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw ProblemException.notFound(
                    "file-missing",
                    "找不到或无法读取文件 " + path + "，请核对路径",
                    "There is no readable file " + path + "; check the path");
        }
        try {
            SourceFile file = new SourceFile(path, mapping);
            file.inspect();
            return file;
        } catch (IOException | UncheckedIOException | org.dhatim.fastexcel.reader.ExcelReaderException e) {
            throw new ProblemException(
                    ErrorKind.INVALID_INPUT,
                    "file-unreadable",
                    "文件无法读取，未导入任何内容；请重新导出或另存后再试: " + e.getMessage(),
                    "The file cannot be read, nothing was imported; export or save it again: " + e.getMessage(),
                    e);
        }
    }

    String sha256() {
        return sha256;
    }

    String name() {
        return path.getFileName().toString();
    }

    FileHeader header() {
        return header;
    }

    long rows() {
        return rows;
    }

    /** Opens the rows below the header. */
    RowSource open() throws IOException {
        RowSource lines = lines();
        for (RowSource.SourceRow line = lines.next(); line != null && line.number() < header.line(); ) {
            line = lines.next();
        }
        return lines;
    }

    private void inspect() throws IOException {
        byte[] start = start();
        workbook = mapping.format() == Mapping.Format.XLSX
                || mapping.format() == Mapping.Format.AUTO && ArchiveLimits.isZip(start);
        if (ArchiveLimits.isOldExcel(start)) {
            throw ProblemException.invalid(
                    "file-is-xls", "这是旧版 XLS 文件，请另存为 XLSX 或 CSV", "This is an old XLS file; save it as XLSX or CSV");
        }
        if (workbook) {
            ArchiveLimits.requireReasonableSize(path);
            scan();
            return;
        }
        Charset marked = charsetOfByteOrderMark(start);
        charset = switch (mapping.encoding()) {
            case GB18030 -> GB18030;
            case UTF8, AUTO -> marked == null ? StandardCharsets.UTF_8 : marked;
        };
        try {
            scan();
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof CharacterCodingException) || mapping.encoding() == Mapping.Encoding.UTF8) {
                throw e;
            }
            charset = GB18030;
            scan();
        }
    }

    private void scan() throws IOException {
        if (!workbook) {
            separator = separator();
        }
        rows = 0;
        header = null;
        ProblemException missing = ProblemException.invalid("file-empty", "文件没有内容", "The file is empty");
        try (RowSource lines = lines()) {
            int seen = 0;
            for (RowSource.SourceRow line = lines.next(); line != null; line = lines.next()) {
                if (header != null) {
                    rows++;
                } else if (seen++ < MAX_HEADER_LINE) {
                    FileHeader here = FileHeader.of(line, mapping);
                    header = here.missing().isEmpty() ? here : null;
                    missing = seen == 1 ? here.failure() : missing;
                }
            }
        }
        if (header == null) {
            throw missing;
        }
    }

    private char separator() throws IOException {
        if (mapping.format() == Mapping.Format.TSV) {
            return '\t';
        }
        char[] beginning = new char[4096];
        try (InputStreamReader reader = new InputStreamReader(content(), charset)) {
            int length = Math.max(0, reader.read(beginning));
            String line = new String(beginning, 0, length).split("\\R", 2)[0];
            for (char candidate : mapping.format() == Mapping.Format.CSV ? ",;".toCharArray() : "\t,;".toCharArray()) {
                if (line.indexOf(candidate) >= 0) {
                    return candidate;
                }
            }
        }
        return ',';
    }

    private RowSource lines() throws IOException {
        if (workbook) {
            return new XlsxRowSource(path, mapping.sheet());
        }
        InputStreamReader reader = new InputStreamReader(
                content(),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return new CsvRowSource(reader, separator);
    }

    /** The content without compression and without a byte order mark. */
    private InputStream content() throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw(), 1 << 16);
        byte[] start = new byte[3];
        in.mark(3);
        int read = in.readNBytes(start, 0, 3);
        in.reset();
        if (read == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF) {
            in.skipNBytes(3);
        }
        return in;
    }

    private InputStream raw() throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        file.mark(2);
        boolean gzip = file.read() == 0x1f && file.read() == 0x8b;
        file.reset();
        return gzip ? ArchiveLimits.limited(new GZIPInputStream(file, 1 << 16), Files.size(path)) : file;
    }

    private byte[] start() throws IOException {
        try (InputStream in = raw()) {
            return in.readNBytes(8);
        }
    }

    private static Charset charsetOfByteOrderMark(byte[] start) {
        if (start.length < 2) {
            return null;
        }
        boolean bigEndian = start[0] == (byte) 0xFE && start[1] == (byte) 0xFF;
        boolean littleEndian = start[0] == (byte) 0xFF && start[1] == (byte) 0xFE;
        return bigEndian || littleEndian ? StandardCharsets.UTF_16 : null;
    }

    private static String digest(Path path) throws IOException {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(path), sha)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
