package org.fengqiao.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;

/** The indicators of the shipped rule base, each with the same plain properties, for tests of intake. */
public final class CatalogueFixture implements IndicatorCatalogue {
    private static final Set<String> KNOWN = shippedCodes();
    private static final Set<String> KINDS = Set.of("OFFICIAL_DECISION", "AUTHORITY", "ENTERPRISE", "OFFICER");

    @Override
    public Optional<Indicator> indicator(String code) {
        return KNOWN.contains(code) ? Optional.of(make(code)) : Optional.empty();
    }

    @Override
    public boolean hasSourceKind(String kind) {
        return KINDS.contains(kind);
    }

    private static Set<String> shippedCodes() {
        try (Stream<String> rows = Files.lines(Path.of("rules/shenzhen-labour/indicators.csv"))) {
            return rows.skip(1).map(row -> row.substring(0, row.indexOf(','))).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Indicator make(String code) {
        boolean psychological = code.startsWith("PSY");
        return new Indicator(
                code,
                new BilingualText(code, code),
                "case",
                Indicator.Worse.MORE,
                Indicator.Aggregate.SUM,
                90,
                0,
                code.equals("LAY01P") ? "LAY01" : code,
                psychological ? 200 : 0,
                90,
                code.substring(0, 3),
                Set.of(psychological ? Dimension.CARE : Dimension.LABOUR),
                psychological,
                psychological ? OptionalInt.of(50) : OptionalInt.empty(),
                false,
                Indicator.Role.FACT,
                "",
                "");
    }
}
