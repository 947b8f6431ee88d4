package org.fengqiao.platform.attachment;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures as cameras make them, with what they write beside the picture. */
final class Pictures {
    /** Stands for whatever must not be in a cleaned picture. */
    static final String SECRET = "22.6329N 114.0579E Zhang San";

    private static final byte[] SECRET_BYTES = SECRET.getBytes(StandardCharsets.UTF_8);

    private Pictures() {}

    static byte[] plain(String format) {
        BufferedImage picture = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        for (int x = 0; x < 48; x++) for (int y = 0; y < 32; y++) picture.setRGB(x, y, random.nextInt(0xFFFFFF));
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(picture, format, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With a segment of this marker behind the start; what stands behind the end of the picture is a secret as well. */
    static byte[] jpeg(int marker, byte[] segment) {
        byte[] plain = plain("jpg");
        return ByteBuffer.allocate(plain.length + segment.length + 4 + SECRET_BYTES.length)
                .put(plain, 0, 2)
                .putShort((short) (0xFF00 | marker))
                .putShort((short) (segment.length + 2))
                .put(segment)
                .put(plain, 2, plain.length - 2)
                .put(SECRET_BYTES)
                .array();
    }

    /** A segment that begins as its kind does, with the secret in it. */
    static byte[] secret(String begin) {
        byte[] name = begin.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(name.length + SECRET_BYTES.length)
                .put(name)
                .put(SECRET_BYTES)
                .array();
    }

    /** EXIF as a telephone writes it: which way it was held, and the secret. */
    static byte[] exif(int orientation) {
        return ByteBuffer.allocate(32 + SECRET_BYTES.length)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .put(SECRET_BYTES)
                .array();
    }

    /** With a chunk of this type behind the header. */
    static byte[] png(String type, byte[] content) {
        byte[] plain = plain("png");
        int header = 8 + 4 + 4 + 13 + 4;
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        return ByteBuffer.allocate(plain.length + content.length + 12 + SECRET_BYTES.length)
                .put(plain, 0, header)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) sum.getValue())
                .put(plain, header, plain.length - header)
                .put(SECRET_BYTES)
                .array();
    }

    static int[] pixels(byte[] picture) {
        try {
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(picture));
            return read.getRGB(0, 0, read.getWidth(), read.getHeight(), null, 0, read.getWidth());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
