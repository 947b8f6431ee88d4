package org.fengqiao.platform.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.fengqiao.platform.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureCleaningTest {
    private static final long MOST_PIXELS = 100_000_000;

    /** The kinds of segment in which cameras and programs write who, where and when. */
    @ParameterizedTest
    @CsvSource({
        "E0, JFXX\\0",
        "E1, Exif\\0\\0",
        "E1, http://ns.adobe.com/xap/1.0/\\0",
        "E2, MPF\\0",
        "E5, Ducky",
        "ED, Photoshop 3.0\\0",
        "EF, Anything",
        "FE, Comment",
    })
    void a_jpeg_keeps_its_picture_and_nothing_that_was_written_beside_it(String marker, String begin)
            throws IOException {
        String name = begin.replace("\\0", "\0");
        byte[] photo = Pictures.jpeg(Integer.parseInt(marker, 16), Pictures.secret(name));
        assertThat(text(photo)).contains(Pictures.SECRET);
        byte[] cleaned = jpeg(photo);
        assertThat(text(cleaned)).doesNotContain(Pictures.SECRET);
        assertThat(Pictures.pixels(cleaned)).isEqualTo(Pictures.pixels(Pictures.plain("jpg")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eXIf", "tEXt", "zTXt", "iTXt", "tIME", "prVt"})
    void a_png_keeps_its_picture_and_nothing_that_was_written_beside_it(String type) throws IOException {
        byte[] picture = Pictures.png(type, Pictures.secret(""));
        byte[] cleaned = png(picture);
        assertThat(text(cleaned)).doesNotContain(Pictures.SECRET, type);
        assertThat(Pictures.pixels(cleaned)).isEqualTo(Pictures.pixels(Pictures.plain("png")));
    }

    /** Or the photo of a telephone would lie on its side. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6, 8})
    void which_way_a_photo_was_held_is_kept_and_no_more_of_exif(int orientation) throws IOException {
        byte[] cleaned = jpeg(Pictures.jpeg(0xE1, Pictures.exif(orientation)));
        assertThat(text(cleaned)).doesNotContain(Pictures.SECRET).contains("Exif");
        assertThat(text(jpeg(cleaned))).as("cleaning again changes nothing").isEqualTo(text(cleaned));
        ByteBuffer exif = ByteBuffer.wrap(cleaned, 2, 36);
        assertThat(exif.getShort(2 + 4 + 6 + 8 + 2 + 8)).isEqualTo((short) orientation);
    }

    /** Whatever stands in its segments, a picture that is read at all comes out clean, and the same again. */
    @Property(tries = 300)
    void a_cleaned_jpeg_is_its_own_cleaning(
            @ForAll @IntRange(min = 0xE0, max = 0xFE) int marker, @ForAll("begins") String begin) throws IOException {
        if (marker > 0xEF && marker < 0xFE) return;
        byte[] cleaned = jpeg(Pictures.jpeg(marker, Pictures.secret(begin)));
        boolean colour =
                begin.startsWith("ICC_PROFILE\0") && marker == 0xE2 || begin.startsWith("Adobe") && marker == 0xEE;
        assertThat(text(cleaned).contains(Pictures.SECRET)).isEqualTo(colour);
        assertThat(jpeg(cleaned)).isEqualTo(cleaned);
    }

    @Provide
    Arbitrary<String> begins() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "Exif\0\0", "Exif\0\0II*\0\b\0\0\0", "JFIF\0", "JFXX\0", "ICC_PROFILE\0", "Adobe", "MPF\0"),
                Arbitraries.strings().ofMaxLength(40).withCharRange('\0', '\u00ff'));
    }

    @Property(tries = 300)
    void a_picture_that_ends_too_soon_is_refused(@ForAll @IntRange(min = 0, max = 5_000) int end) {
        byte[] jpeg = Pictures.plain("jpg");
        byte[] png = Pictures.plain("png");
        assertThatThrownBy(() -> jpeg(Arrays.copyOf(jpeg, end % (jpeg.length - 1))))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> png(Arrays.copyOf(png, end % (png.length - 1))))
                .isInstanceOf(IOException.class);
    }

    /** A few bytes can claim a picture of gigabytes; nobody here has to decode it to find out. */
    @Test
    void a_picture_that_claims_to_be_huge_is_refused_by_its_header() {
        byte[] jpeg = Pictures.plain("jpg");
        int frame = text(jpeg).indexOf("\u00ff\u00c0");
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65_000).putShort(frame + 7, (short) 65_000);
        byte[] png = Pictures.plain("png");
        ByteBuffer.wrap(png).putInt(16, Integer.MAX_VALUE).putInt(20, Integer.MAX_VALUE);
        assertThatThrownBy(() -> jpeg(jpeg))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo("picture-too-large"));
        assertThatThrownBy(() -> png(png))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo("picture-too-large"));
    }

    private static byte[] jpeg(byte[] picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JpegCleaner.copy(new ByteArrayInputStream(picture), out, MOST_PIXELS);
        return out.toByteArray();
    }

    private static byte[] png(byte[] picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngCleaner.copy(new ByteArrayInputStream(picture), out, MOST_PIXELS);
        return out.toByteArray();
    }

    /** Byte by byte, so that what is looked for is found whatever the encoding of the rest. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
