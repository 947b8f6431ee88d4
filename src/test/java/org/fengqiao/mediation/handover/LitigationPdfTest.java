package org.fengqiao.mediation.handover;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.fengqiao.mediation.ElementForm;
import org.fengqiao.mediation.MediationCase;
import org.fengqiao.mediation.MediationCaseFixture;
import org.junit.jupiter.api.Test;

class LitigationPdfTest {
    /** Where the pages lie as pictures after the test, for whoever wants to look. */
    private static final Path PICTURES = Path.of("target", "paper");

    @Test
    void the_pdf_has_the_text_of_the_package() throws IOException {
        LitigationPackage made = PackageFixture.packed(MediationCaseFixture.breached());
        String paper = bare(text(LitigationPdf.of(made)));
        List<String> said = List.of(
                made.respondent().enterprise(),
                made.respondent().uscc(),
                made.claims().items().get(1).formula(),
                made.undisputedFacts().get(0).text(),
                made.disputeFoci().get(0).text(),
                made.priorProcedure().mediation().agreement().terms(),
                made.priorProcedure().arbitration().no(),
                made.evidence().get(0).sha256(),
                made.facts().performance().agreedWage(),
                made.meta().packageSha256(),
                "43,500.50");
        assertThat(said).allSatisfy(text -> assertThat(paper).contains(bare(text)));
        assertThat(paper).doesNotContain(bare(MediationCaseFixture.CONCEDED), "仅在调解中陈述", "只有一方签字");
    }

    @Test
    void the_code_opens_the_case() throws Exception {
        try (PDDocument document =
                Loader.loadPDF(LitigationPdf.of(PackageFixture.packed(MediationCaseFixture.breached())))) {
            PDFRenderer renderer = new PDFRenderer(document);
            Files.createDirectories(PICTURES);
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                BufferedImage picture = renderer.renderImageWithDPI(page, 110);
                ImageIO.write(
                        picture,
                        "png",
                        PICTURES.resolve("page-" + (page + 1) + ".png").toFile());
            }
            assertThat(document.getNumberOfPages()).isBetween(2, 6);
            assertThat(decoded(renderer.renderImageWithDPI(0, 110))).isEqualTo(PackageFixture.LINK);
        }
    }

    @Test
    void an_empty_package_and_characters_without_glyphs_still_give_a_pdf() throws IOException {
        MediationCase empty = MediationCaseFixture.mediating()
                .endWithoutAgreement(MediationCaseFixture.TODAY)
                .requestConversion(MediationCaseFixture.signed(MediationCaseFixture.WORKER));
        assertThat(text(LitigationPdf.of(PackageFixture.packed(empty)))).contains("未填写");
        var focus = new ElementForm.DisputeFocus("奇字𪚥与\u0007响铃\n第二行", MediationCaseFixture.signedByBoth());
        ElementForm odd = new ElementForm(
                null, null, null, null, null, null, null, List.of(focus), null, null, null, null, null, null, null);
        assertThat(text(LitigationPdf.of(PackageFixture.packed(empty.updateElements(odd)))))
                .contains("奇字〓与〓响铃");
    }

    private static String decoded(BufferedImage picture) throws Exception {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        var source = new RGBLuminanceSource(width, height, pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }

    static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    static String bare(String text) {
        return text.replaceAll("\\s+", "");
    }
}
