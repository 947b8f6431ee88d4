package org.fengqiao.intake.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.fengqiao.platform.ProblemException;

/** Refuses decompression bombs. */
final class ArchiveLimits {
    private static final long MIN_LIMIT = 256L << 20;
    private static final long MAX_LIMIT = 16L << 30;
    private static final long MAX_SHARED_TEXT = 512L << 20;
    private static final long RATIO = 200;

    private ArchiveLimits() {}

    static boolean isZip(byte[] start) {
        return start.length > 3 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    static boolean isOldExcel(byte[] start) {
        return start.length > 3 && start[0] == (byte) 0xD0 && start[1] == (byte) 0xCF && start[2] == 0x11;
    }

    static InputStream limited(InputStream in, long compressed) {
        return new Limited(in, limit(compressed));
    }

    /** Unpacks a workbook without keeping it and counts the bytes, because the sizes in its directory cannot be trusted. */
    static void requireReasonableSize(Path workbook) throws IOException {
        long remaining = limit(Files.size(workbook));
        byte[] buffer = new byte[1 << 16];
        try (ZipFile zip = new ZipFile(workbook.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                // the shared strings of a workbook are held in memory while it is read
                long entryLimit = entry.getName().endsWith("sharedStrings.xml")
                        ? Math.min(remaining, MAX_SHARED_TEXT)
                        : remaining;
                try (InputStream in = new Limited(zip.getInputStream(entry), entryLimit)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        remaining -= read;
                    }
                }
            }
        }
    }

    private static long limit(long compressed) {
        return Math.min(MAX_LIMIT, Math.max(MIN_LIMIT, compressed * RATIO));
    }

    private static final class Limited extends FilterInputStream {
        private long remaining;

        Limited(InputStream in, long limit) {
            super(in);
            remaining = limit;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(read);
            return read;
        }

        private void count(int read) {
            remaining -= Math.max(0, read);
            if (remaining < 0) {
                throw ProblemException.invalid(
                        "file-too-large-inside",
                        "压缩文件展开后过大，未导入；请分成几个文件或不压缩后重试",
                        "The file unpacks to far more than it is, nothing was imported; split it or send it unpacked");
            }
        }
    }
}
