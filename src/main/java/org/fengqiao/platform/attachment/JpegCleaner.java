package org.fengqiao.platform.attachment;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Copies what a JPEG needs to be seen, unchanged, and nothing else: no EXIF, XMP, IPTC, comments, thumbnails, second pictures,
 * nor what lies behind its end. Of EXIF only the orientation stays, or photos would lie on their side. Segments are copied
 * one by one and nothing is decoded, so a file costs 64 KB of memory whatever it claims to hold.
 */
final class JpegCleaner {
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int EXIF_SEGMENT = 0xE1;
    private static final int ORIENTATION = 0x0112;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final long mostPixels;
    private boolean hasFrame;
    private boolean hasScan;

    private JpegCleaner(InputStream in, OutputStream out, long mostPixels) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
        this.mostPixels = mostPixels;
    }

    /** Both streams should be buffered. An IOException of the content itself says that the file is broken. */
    static void copy(InputStream in, OutputStream out, long mostPixels) throws IOException {
        new JpegCleaner(in, out, mostPixels).copy();
    }

    private void copy() throws IOException {
        if (in.readUnsignedShort() != (0xFF00 | START)) throw new IOException("not a JPEG");
        out.writeShort(0xFF00 | START);
        int marker = nextMarker();
        while (marker != END) {
            byte[] segment = segment();
            write(marker, segment);
            marker = marker == SCAN ? copyScan() : nextMarker();
        }
        if (!hasFrame || !hasScan) throw new IOException("a JPEG without a picture");
        out.writeShort(0xFF00 | END);
        out.flush();
    }

    private int nextMarker() throws IOException {
        if (in.readUnsignedByte() != 0xFF) throw new IOException("no marker where one belongs");
        return markerCode();
    }

    /** Any number of 0xFF may stand before the code. */
    private int markerCode() throws IOException {
        int code = in.readUnsignedByte();
        while (code == 0xFF) code = in.readUnsignedByte();
        return code;
    }

    private byte[] segment() throws IOException {
        int length = in.readUnsignedShort() - 2;
        if (length < 0) throw new IOException("a segment shorter than its length");
        byte[] segment = new byte[length];
        in.readFully(segment);
        return segment;
    }

    private void write(int marker, byte[] segment) throws IOException {
        if (isFrame(marker)) {
            header(segment).requireAtMost(mostPixels);
            hasFrame = true;
        }
        if (marker == SCAN) hasScan = true;
        if (isPicture(marker) || isColour(marker, segment)) {
            put(marker, segment);
        } else if (marker == 0xE0 && beginsWith(segment, "JFIF\0") && segment.length >= 14) {
            put(marker, withoutThumbnail(segment));
        } else if (marker == EXIF_SEGMENT && beginsWith(segment, "Exif\0\0")) {
            int orientation = orientation(segment);
            if (orientation > 1 && orientation <= 8) put(marker, onlyOrientation(orientation));
        }
    }

    private void put(int marker, byte[] segment) throws IOException {
        out.writeShort(0xFF00 | marker);
        out.writeShort(segment.length + 2);
        out.write(segment);
    }

    /** The compressed picture up to the next marker, whose code is returned. */
    private int copyScan() throws IOException {
        while (true) {
            int value = in.readUnsignedByte();
            if (value != 0xFF) {
                out.writeByte(value);
                continue;
            }
            int code = markerCode();
            boolean partOfScan = code == 0 || code >= 0xD0 && code <= 0xD7;
            if (!partOfScan) return code;
            out.writeShort(0xFF00 | code);
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** Frames, tables, restart intervals, scans and the number of lines. */
    private static boolean isPicture(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC8 || marker >= SCAN && marker <= 0xDD;
    }

    private static boolean isColour(int marker, byte[] segment) {
        return marker == 0xE2 && beginsWith(segment, "ICC_PROFILE\0") || marker == 0xEE && beginsWith(segment, "Adobe");
    }

    private static boolean beginsWith(byte[] segment, String name) {
        byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
        return segment.length >= wanted.length
                && ByteBuffer.wrap(segment, 0, wanted.length).equals(ByteBuffer.wrap(wanted));
    }

    private static ImageHeader header(byte[] frame) throws IOException {
        if (frame.length < 5) throw new IOException("a frame without a size");
        ByteBuffer size = ByteBuffer.wrap(frame, 1, 4);
        int height = Short.toUnsignedInt(size.getShort());
        return new ImageHeader(Short.toUnsignedInt(size.getShort()), height);
    }

    /** A thumbnail may still show what was cut from the picture. */
    private static byte[] withoutThumbnail(byte[] jfif) {
        byte[] short14 = new byte[14];
        System.arraycopy(jfif, 0, short14, 0, 12);
        return short14;
    }

    /** 0 when there is none, or none that can be read. */
    private static int orientation(byte[] exif) {
        try {
            ByteBuffer tiff = ByteBuffer.wrap(exif, 6, exif.length - 6).slice();
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            tiff.position(tiff.getInt(4));
            int entries = Short.toUnsignedInt(tiff.getShort());
            for (int i = 0; i < entries; i++) {
                int at = tiff.position() + i * 12;
                if (Short.toUnsignedInt(tiff.getShort(at)) == ORIENTATION)
                    return Short.toUnsignedInt(tiff.getShort(at + 8));
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // metadata that leads nowhere; the picture itself may be fine
        }
        return 0;
    }

    private static byte[] onlyOrientation(int orientation) {
        return ByteBuffer.allocate(32)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) ORIENTATION)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
    }
}
