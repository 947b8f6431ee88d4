package org.fengqiao.intake;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;

/** A few indicators for tests of intake. */
public final class CatalogueFixture implements IndicatorCatalogue {
    private static final Set<String> KNOWN =
            Set.of("WAG01", "WAG02", "WAG05", "DIS01", "DIS02", "COL02", "LAY01", "CHG04", "SAF01", "PSY02", "LAY01P");
    private static final Set<String> KINDS = Set.of("OFFICIAL_DECISION", "AUTHORITY", "ENTERPRISE", "OFFICER");

    @Override
    public Optional<Indicator> indicator(String code) {
        return KNOWN.contains(code) ? Optional.of(make(code)) : Optional.empty();
    }

    @Override
    public boolean hasSourceKind(String kind) {
        return KINDS.contains(kind);
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
