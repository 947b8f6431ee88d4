package org.fengqiao.platform.attachment;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Copies the chunks of a PNG that make the picture, unchanged, and no others: no EXIF, texts or times, nor what lies behind
 * its end. Nothing is decoded.
 */
final class PngCleaner {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int LARGEST_HEADER = 64;
    private static final Set<String> PICTURE = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD", "pHYs",
            "hIST");

    private PngCleaner() {}

    /** Both streams should be buffered. An IOException of the content itself says that the file is broken. */
    static void copy(InputStream from, OutputStream to, long mostPixels) throws IOException {
        DataInputStream in = new DataInputStream(from);
        DataOutputStream out = new DataOutputStream(to);
        if (in.readLong() != SIGNATURE) throw new IOException("not a PNG");
        out.writeLong(SIGNATURE);
        String type = "";
        boolean hasPicture = false;
        while (!type.equals("IEND")) {
            int length = in.readInt();
            if (length < 0) throw new IOException("a chunk longer than any");
            boolean first = type.isEmpty();
            byte[] name = in.readNBytes(4);
            type = new String(name, StandardCharsets.US_ASCII);
            if (first != type.equals("IHDR")) throw new IOException("a header where none belongs, or none");
            hasPicture |= type.equals("IDAT");
            if (!PICTURE.contains(type)) {
                in.skipNBytes(length + 4L);
                continue;
            }
            out.writeInt(length);
            out.write(name);
            if (first) copyHeader(in, out, length, mostPixels);
            else pass(in, out, length + 4L);
        }
        if (!hasPicture) throw new IOException("a PNG without a picture");
        out.flush();
    }

    private static void copyHeader(DataInputStream in, DataOutputStream out, int length, long mostPixels)
            throws IOException {
        if (length < 8 || length > LARGEST_HEADER) throw new IOException("a header of the wrong length");
        long width = Integer.toUnsignedLong(in.readInt());
        long height = Integer.toUnsignedLong(in.readInt());
        new ImageHeader(width, height).requireAtMost(mostPixels);
        out.writeInt((int) width);
        out.writeInt((int) height);
        pass(in, out, length - 8 + 4L);
    }

    private static void pass(InputStream in, OutputStream out, long bytes) throws IOException {
        byte[] buffer = new byte[8_192];
        long left = bytes;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) throw new IOException("it ends too soon");
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
