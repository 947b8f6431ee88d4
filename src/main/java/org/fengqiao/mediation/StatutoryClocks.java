package org.fengqiao.mediation;

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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.fengqiao.mediation.mediator.DisputeKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.calendar.LegalClock;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.fengqiao.platform.text.BilingualText;

/** The statutory periods that run in a case. Which there are, what starts and meets them, and when people are reminded, are rows of legal-clocks.csv. */
public final class StatutoryClocks {
    public static final String SUE = "SUE";

    /** What starts a clock, or meets it. */
    enum Milestone {
        RECEIVED,
        MEDIATION_ENDED,
        AGREEMENT_EFFECTIVE,
        PAY_ORDER_ASKED,
        PAY_ORDER_RECEIVED,
        KNEW,
        /** Arrears of wages: no limit while employed, then it runs from the end. */
        EMPLOYMENT_ENDED,
        ARBITRATION_FILED,
        ARBITRATION_ACCEPTED,
        AWARD_RECEIVED
    }

    /**
     * A row of the file.
     *
     * @param metBy null when nothing that is recorded here meets it
     * @param noticeDays how many days before the last one people are reminded; null for never
     * @param during the states of a case in which it can still be missed
     */
    record ClockRule(
            String code,
            Milestone from,
            Milestone metBy,
            LegalClock.Type type,
            Period period,
            Integer noticeDays,
            Set<CaseState> during,
            BilingualText text,
            String legalBasis) {}

    /**
     * A clock that runs, or ran.
     *
     * @param clock as {@link LegalClock#format} writes it
     * @param metOn the day on which it was met; null as long as it was not
     * @param notifyOn the day on which people are reminded that it ends; null for never
     * @param certain false when it ends in a year whose holidays are not known yet
     */
    public record Deadline(
            String code,
            BilingualText text,
            String legalBasis,
            String clock,
            LocalDate lastDay,
            LocalDate metOn,
            LocalDate notifyOn,
            String calendar,
            boolean certain) {}

    private static final List<ClockRule> RULES = read();

    private StatutoryClocks() {}

    static List<ClockRule> rules() {
        return RULES;
    }

    public static List<Deadline> of(MediationCase mediation, WorkingCalendar calendar) {
        Map<Milestone, LocalDate> days = days(mediation);
        List<Deadline> running = new ArrayList<>();
        for (ClockRule rule : RULES) {
            LocalDate start = days.get(rule.from());
            if (start == null) continue;
            LegalClock clock = clock(rule, start, mediation.file().elements().suspensions());
            LocalDate met = rule.metBy() == null ? null : days.get(rule.metBy());
            running.add(run(rule, clock, met, mediation.state(), calendar));
        }
        return running;
    }

    static LegalClock clock(ClockRule rule, LocalDate start, List<ElementForm.Suspension> suspensions) {
        // a year ends on the same day of the next one, whatever their lengths
        int days = (int) ChronoUnit.DAYS.between(start, start.plus(rule.period()));
        LegalClock clock = new LegalClock(rule.type(), start, days, List.of());
        for (ElementForm.Suspension suspension : suspensions) {
            if (suspension.clock().equals(rule.code()))
                clock = clock.withSuspension(suspension.from(), suspension.to());
        }
        return clock;
    }

    private static Deadline run(
            ClockRule rule, LegalClock clock, LocalDate met, CaseState state, WorkingCalendar calendar) {
        LocalDate last = clock.lastDay(calendar);
        boolean tells =
                rule.noticeDays() != null && met == null && rule.during().contains(state);
        return new Deadline(
                rule.code(),
                rule.text(),
                rule.legalBasis(),
                clock.format(),
                last,
                met,
                tells ? last.minusDays(rule.noticeDays()) : null,
                calendar.version(),
                calendar.isKnown(last));
    }

    private static Map<Milestone, LocalDate> days(MediationCase mediation) {
        Map<Milestone, LocalDate> days = new EnumMap<>(Milestone.class);
        CaseFile file = mediation.file();
        ElementForm elements = file.elements();
        days.put(Milestone.RECEIVED, mediation.receivedOn());
        days.put(Milestone.MEDIATION_ENDED, file.endedOn());
        if (file.agreement() != null)
            days.put(Milestone.AGREEMENT_EFFECTIVE, file.agreement().effectiveOn());
        if (elements.facts() != null) {
            if (mediation.kind != DisputeKind.WAGES)
                days.put(Milestone.KNEW, elements.facts().knewOn());
            else if (elements.facts().termination() != null)
                days.put(
                        Milestone.EMPLOYMENT_ENDED,
                        elements.facts().termination().on());
        }
        if (elements.payOrder() != null) {
            days.put(Milestone.PAY_ORDER_ASKED, elements.payOrder().askedOn());
            days.put(Milestone.PAY_ORDER_RECEIVED, elements.payOrder().receivedOn());
        }
        if (elements.arbitration() != null) {
            days.put(Milestone.ARBITRATION_FILED, elements.arbitration().filedOn());
            days.put(Milestone.ARBITRATION_ACCEPTED, elements.arbitration().acceptedOn());
            days.put(Milestone.AWARD_RECEIVED, elements.arbitration().receivedOn());
        }
        return days;
    }

    static void requireKnown(String code) {
        if (RULES.stream().anyMatch(rule -> rule.code().equals(code))) return;
        String codes = RULES.stream().map(ClockRule::code).collect(Collectors.joining(", "));
        throw ProblemException.invalid(
                "legal-clock-unknown",
                "没有法定期间“" + code + "”，应为其中之一：" + codes,
                "There is no statutory period \"" + code + "\"; name one of " + codes);
    }

    private static List<ClockRule> read() {
        var file = Objects.requireNonNull(StatutoryClocks.class.getResourceAsStream("/mediation/legal-clocks.csv"));
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return rows.stream()
                    .map(row -> new ClockRule(
                            row.getField("code"),
                            Milestone.valueOf(row.getField("from")),
                            row.getField("met_by").isEmpty() ? null : Milestone.valueOf(row.getField("met_by")),
                            LegalClock.Type.valueOf(row.getField("type")),
                            Period.parse("P" + row.getField("period")),
                            row.getField("notice_days").isEmpty() ? null : Integer.valueOf(row.getField("notice_days")),
                            states(row.getField("during")),
                            new BilingualText(row.getField("zh"), row.getField("en")),
                            row.getField("legal_basis")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<CaseState> states(String names) {
        return Arrays.stream(names.split(" "))
                .filter(name -> !name.isEmpty())
                .map(CaseState::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
