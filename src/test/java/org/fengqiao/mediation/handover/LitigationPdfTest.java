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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.fengqiao.mediation.CaseFile;
import org.fengqiao.mediation.CaseState;
import org.fengqiao.mediation.ElementForm;
import org.fengqiao.mediation.MediationCase;
import org.fengqiao.mediation.MediationCaseFixture;
import org.fengqiao.mediation.MediationJson;
import org.fengqiao.mediation.mediator.DisputeKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LitigationPdfTest {
    /** Every constant that a package or its case can hold. */
    private static final List<String> CODES = Stream.of(
                    DisputeKind.values(),
                    CaseState.values(),
                    CaseFile.Side.values(),
                    CaseFile.Willingness.values(),
                    ElementForm.Ground.values(),
                    LitigationPackage.ReceiptState.values())
            .flatMap(Arrays::stream)
            .map(Enum::name)
            .collect(Collectors.toCollection(() -> new ArrayList<>(List.of("AGREED_NOT_PERFORMED"))));

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
                "工资流水.pdf",
                "c3".repeat(32),
                "a1".repeat(32),
                made.facts().performance().agreedWage(),
                made.meta().packageSha256(),
                "43,500.50");
        assertThat(said).allSatisfy(text -> assertThat(paper).contains(bare(text)));
        assertThat(paper).doesNotContain(bare(MediationCaseFixture.CONCEDED), "仅在调解中陈述", "只有一方签字");
    }

    /** Words that programs use among each other, such as AGREED_NOT_PERFORMED, and the user names of the fixture. */
    @Test
    void the_paper_has_names_and_words_and_neither_codes_nor_user_names() throws IOException {
        LitigationPackage made = PackageFixture.packed(MediationCaseFixture.breached());
        String paper = text(LitigationPdf.of(made));
        assertThat(bare(paper))
                .contains("经办人：" + PackageFixture.HANDED_OVER_BY, PackageFixture.MEDIATOR)
                .contains("申请人applicant　" + MediationCaseFixture.WORKER)
                .contains("被申请人respondent　" + MediationCaseFixture.FIRM);
        assertThat(CODES).hasSizeGreaterThan(20).noneSatisfy(code -> assertThat(paper)
                .containsPattern("(?<![A-Za-z])" + code + "(?![A-Za-z])"));
        assertThat(paper)
                .doesNotContain("lead.wuhe", "head.bantian", made.meta().ruleSetVersion());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_paper_and_the_package_say_nothing_of_care(boolean full) throws IOException {
        LitigationPackage made = PackageFixture.packed(full ? MediationCaseFixture.breached() : empty());
        for (String text : List.of(text(LitigationPdf.of(made)), MediationJson.write(made), PackageSchema.text()))
            assertThat(text).doesNotContainPattern("(?i)关怀|心理|\\bcare|careOffered");
    }

    @Test
    void without_a_public_address_there_is_neither_link_nor_code() throws IOException {
        LitigationPackage made = PackageFixture.packed(MediationCaseFixture.breached(), null);
        String paper = text(LitigationPdf.of(made));
        assertThat(paper).doesNotContain("http", "扫码", "案件链接");
        assertThat(MediationJson.write(made)).doesNotContain("opensAt");
        assertThat(PackageSchema.violations(MediationJson.tree(made))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://fengqiao.example.gov.cn, true",
        "http://10.20.30.40:8080, true",
        "http://localhost:8080, false",
        "http://127.0.0.1:8080, false",
        "'http://[::1]:8080', false",
    })
    void only_an_address_that_others_can_open_is_public(String url, boolean open) {
        assertThat(PackageMaker.isPublic(url)).isEqualTo(open);
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
        MediationCase empty = empty();
        assertThat(text(LitigationPdf.of(PackageFixture.packed(empty)))).contains("未填写");
        var focus = new ElementForm.DisputeFocus("奇字𪚥与\u0007响铃\n第二行", MediationCaseFixture.signedByBoth());
        ElementForm odd = new ElementForm(
                null, null, null, null, null, null, null, List.of(focus), null, null, null, null, null, null, null);
        assertThat(text(LitigationPdf.of(PackageFixture.packed(empty.updateElements(odd)))))
                .contains("奇字〓与〓响铃");
    }

    private static MediationCase empty() {
        return MediationCaseFixture.mediating()
                .endWithoutAgreement(MediationCaseFixture.TODAY)
                .requestConversion(MediationCaseFixture.signed(MediationCaseFixture.WORKER));
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
