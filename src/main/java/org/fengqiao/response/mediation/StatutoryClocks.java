package org.fengqiao.response.mediation;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fengqiao.platform.Text;
import org.fengqiao.platform.calendar.LegalClock;
import org.fengqiao.platform.calendar.WorkingCalendar;

/** The periods of law that run in a case. Which there are, and on what basis, are rows of legal-clocks.csv. */
public final class StatutoryClocks {
    static final String SUE = "SUE";

    /** What sets a clock going. */
    enum From {
        RECEIVED,
        AGREEMENT_EFFECTIVE,
        PAY_ORDER_ASKED,
        PAY_ORDER_RECEIVED,
        KNEW,
        ARBITRATION_FILED,
        ARBITRATION_ACCEPTED,
        AWARD_RECEIVED
    }

    /** A row of the file. */
    record Rule(String code, From from, LegalClock.Type type, Period period, Text text, String legalBasis) {}

    /**
     * A clock that runs, or ran.
     *
     * @param clock as {@link LegalClock#format} writes it
     * @param certain false when it ends in a year whose holidays are not known yet
     */
    public record Running(
            String code,
            Text text,
            String legalBasis,
            String clock,
            LocalDate lastDay,
            String calendar,
            boolean certain) {}

    private static final List<Rule> RULES = read();

    private StatutoryClocks() {}

    static List<Rule> rules() {
        return RULES;
    }

    static List<Running> of(MediationCase mediation, WorkingCalendar calendar) {
        Map<From, LocalDate> dates = dates(mediation);
        List<Running> running = new ArrayList<>();
        for (Rule rule : RULES) {
            LocalDate start = dates.get(rule.from());
            if (start != null) running.add(run(rule, start, calendar));
        }
        return running;
    }

    static Running run(Rule rule, LocalDate start, WorkingCalendar calendar) {
        // a year is the same day of the next one, whatever their lengths
        int days = (int) ChronoUnit.DAYS.between(start, start.plus(rule.period()));
        LegalClock clock = new LegalClock(rule.type(), start, days, List.of());
        LocalDate last = clock.lastDay(calendar);
        return new Running(
                rule.code(),
                rule.text(),
                rule.legalBasis(),
                clock.format(),
                last,
                calendar.version(),
                calendar.known(last));
    }

    private static Map<From, LocalDate> dates(MediationCase mediation) {
        Map<From, LocalDate> dates = new EnumMap<>(From.class);
        CaseFile file = mediation.file();
        Elements elements = file.elements();
        dates.put(From.RECEIVED, mediation.receivedOn());
        if (file.agreement() != null)
            dates.put(From.AGREEMENT_EFFECTIVE, file.agreement().effectiveOn());
        if (elements.facts() != null) dates.put(From.KNEW, elements.facts().knewOn());
        if (elements.payOrder() != null) {
            dates.put(From.PAY_ORDER_ASKED, elements.payOrder().askedOn());
            dates.put(From.PAY_ORDER_RECEIVED, elements.payOrder().receivedOn());
        }
        if (elements.arbitration() != null) {
            dates.put(From.ARBITRATION_FILED, elements.arbitration().filedOn());
            dates.put(From.ARBITRATION_ACCEPTED, elements.arbitration().acceptedOn());
            dates.put(From.AWARD_RECEIVED, elements.arbitration().receivedOn());
        }
        return dates;
    }

    private static List<Rule> read() {
        var file = Objects.requireNonNull(StatutoryClocks.class.getResourceAsStream("/mediation/legal-clocks.csv"));
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return rows.stream()
                    .map(row -> new Rule(
                            row.getField("code"),
                            From.valueOf(row.getField("from")),
                            LegalClock.Type.valueOf(row.getField("type")),
                            Period.parse("P" + row.getField("period")),
                            new Text(row.getField("zh"), row.getField("en")),
                            row.getField("legal_basis")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
