package org.fengqiao.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.mediation.CaseFile.Concession;
import org.fengqiao.mediation.CaseFile.MediationAgreement;
import org.fengqiao.mediation.CaseFile.Party;
import org.fengqiao.mediation.CaseFile.PartySignature;
import org.fengqiao.mediation.CaseFile.Session;
import org.fengqiao.mediation.CaseFile.Side;
import org.fengqiao.mediation.CaseFile.Willingness;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Masking;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;
import org.fengqiao.registry.post.PostStore;

/** What people do with a mediation: each step is one transaction with its entry in the history of the alert. */
@ApplicationScoped
public class MediationService {
    private final DataSource database;
    private final MediationStore store;
    private final MediatorStore mediators;
    private final PostStore posts;
    private final InstantSource clock;
    private final Ids ids;
    private final WorkingCalendars calendars;
    private final CaseNotifier news;

    MediationService(
            DataSource database,
            MediationStore store,
            MediatorStore mediators,
            PostStore posts,
            WorkingCalendars calendars,
            CaseNotifier news,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.store = store;
        this.mediators = mediators;
        this.posts = posts;
        this.clock = clock;
        this.ids = ids;
        this.calendars = calendars;
        this.news = news;
    }

    /** What a case begins with; the first applicant's reference names it. */
    public record Opening(
            @NotNull DisputeKind kind,
            LocalDate receivedOn,
            @NotEmpty List<@Valid @NotNull Party> parties) {}

    public record Mediator(
            @NotBlank String username,
            @NotBlank String areaCode,
            @NotEmpty Set<@NotNull DisputeKind> kinds,
            Set<@NotNull UUID> conflictsWith,
            @Min(0) @Max(500) int maxOpenCases) {
        public Mediator {
            conflictsWith = conflictsWith == null ? Set.of() : conflictsWith;
        }
    }

    /** A case as people see it. */
    public record View(
            MediationCase mediation,
            BilingualText why,
            List<StatutoryClocks.Deadline> clocks,
            List<HistoryEntry> history) {}

    public record HistoryEntry(Instant at, AlertEvent event, String actor, BilingualText note) {}

    /** Opens it, or gives back the one this applicant has in this alert already. */
    public UUID open(UUID alertId, String by, Opening opening) {
        opening.parties().forEach(MediationService::requireReference);
        String first = opening.parties().stream()
                .filter(party -> party.side() == Side.APPLICANT)
                .map(Party::ref)
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "applicant-missing", "请给出至少一名申请人", "Give at least one party on the side of the applicant"));
        requireDistinct(opening.parties());
        return Transactions.inTransaction(database, connection -> {
            Instant now = clock.instant();
            MediationStore.SourceAlert alert = store.alert(connection, alertId);
            UUID id = ids.next();
            MediatorChoice.ChosenMediator chosen =
                    choose(connection, opening.kind(), alert.enterprise(), alert.areaPath(), id, List.of(), now);
            List<Party> parties = opening.parties().stream()
                    .map(one -> new Party(one.ref(), one.side(), one.sourceSystem(), Willingness.NOT_ASKED, null))
                    .toList();
            MediationCase opened = new MediationCase(
                    id,
                    alertId,
                    alert.enterprise(),
                    alert.areaPath(),
                    opening.kind(),
                    MediationCase.CaseState.OPENED,
                    chosen.username(),
                    opening.receivedOn() == null ? day(now) : opening.receivedOn(),
                    now,
                    by,
                    new CaseFile(parties, null, null, null, null, null, null, null));
            if (!store.insert(connection, opened, first, chosen.why())) {
                return store.findByRef(connection, alertId, first).id();
            }
            store.event(connection, opened, "OPENED", by, chosen.why(), now);
            news.tellMediator(connection, opened, yours(chosen), now);
            return id;
        });
    }

    public MediationCase recordWillingness(UUID id, String by, String party, Willingness will) {
        return step(id, by, will.name(), one -> one.recordWillingness(party, will, today()));
    }

    public MediationCase recordSession(UUID id, String by, Session session) {
        return step(id, by, "SESSION_HELD", one -> one.recordSession(MediationJson.masked(session, Session.class)));
    }

    public MediationCase recordConcession(UUID id, String by, Concession concession) {
        return step(
                id, by, "CONCESSION", one -> one.recordConcession(MediationJson.masked(concession, Concession.class)));
    }

    public MediationCase releaseConcession(UUID id, String by, int index, PartySignature consent) {
        return step(id, by, "CONCESSION_RELEASED", one -> one.releaseConcession(index, consent));
    }

    public MediationCase recordAgreement(UUID id, String by, MediationAgreement agreement) {
        return step(
                id,
                by,
                "AGREED",
                one -> one.recordAgreement(MediationJson.masked(agreement, MediationAgreement.class)));
    }

    public MediationCase recordPerformance(UUID id, String by) {
        return step(id, by, "PERFORMED", MediationCase::recordPerformance);
    }

    public MediationCase recordBreach(UUID id, String by) {
        return step(id, by, "BREACHED", one -> one.recordBreach(today()));
    }

    public MediationCase endWithoutAgreement(UUID id, String by) {
        return step(id, by, "FAILED", one -> one.endWithoutAgreement(today()));
    }

    public MediationCase updateElements(UUID id, String by, ElementForm elements) {
        return step(id, by, "ELEMENTS", one -> one.updateElements(MediationJson.masked(elements, ElementForm.class)));
    }

    public MediationCase requestConversion(UUID id, String by, PartySignature asked) {
        return step(id, by, "CONVERSION_REQUESTED", one -> one.requestConversion(asked));
    }

    /** A party refuses the mediator: somebody else is chosen. */
    public MediationCase replaceMediator(UUID id, String by, String party) {
        return Transactions.inTransaction(database, connection -> {
            Instant now = clock.instant();
            MediationCase one = store.lock(connection, id).recuseMediator(party);
            MediatorChoice.ChosenMediator chosen = choose(
                    connection,
                    one.kind(),
                    one.enterpriseId(),
                    one.areaPath(),
                    id,
                    one.file().recused(),
                    now);
            MediationCase given = one.assignMediator(chosen.username());
            store.save(connection, given);
            store.event(connection, given, "MEDIATOR_CHANGED", by, chosen.why(), now);
            news.tellMediator(connection, given, yours(chosen), now);
            return given;
        });
    }

    /** What decides who may work on a case; refuses one that there is not. */
    public String areaOf(UUID id) {
        return Transactions.inTransaction(
                database, connection -> store.find(connection, id).areaPath());
    }

    public View view(UUID id) {
        return Transactions.inTransaction(database, connection -> {
            MediationCase one = store.find(connection, id);
            List<HistoryEntry> history = store.history(connection, one).stream()
                    .map(step -> new HistoryEntry(step.at(), step.event(), step.actor(), step.note()))
                    .toList();
            return new View(
                    one, store.why(connection, id), StatutoryClocks.of(one, calendars.current(connection)), history);
        });
    }

    public List<MediationCase> list(
            String areaPath, MediationCase.CaseState state, String mediator, UUID before, int limit) {
        String wanted = state == null ? null : state.name();
        return Transactions.inTransaction(
                database, connection -> store.list(connection, areaPath, wanted, mediator, before, limit));
    }

    public void put(Mediator mediator, String areaPath) {
        Transactions.inTransaction(database, connection -> {
            mediators.put(connection, mediator, areaPath);
            return null;
        });
    }

    public List<Mediator> mediators(String areaPath) {
        return Transactions.inTransaction(database, connection -> mediators.within(connection, areaPath));
    }

    private MediationCase step(UUID id, String by, String event, UnaryOperator<MediationCase> move) {
        return Transactions.inTransaction(database, connection -> {
            MediationCase now = move.apply(store.lock(connection, id));
            store.save(connection, now);
            store.event(connection, now, event, by, null, clock.instant());
            return now;
        });
    }

    private static BilingualText yours(MediatorChoice.ChosenMediator chosen) {
        return new BilingualText(
                "有一件调解案件由您办理：" + chosen.why().zh(),
                "A mediation is yours: " + chosen.why().en());
    }

    /** Where no mediator can, the mediation lead of the area does, and where there is none the duty desk sees to it. */
    private MediatorChoice.ChosenMediator choose(
            Connection connection,
            DisputeKind kind,
            UUID enterprise,
            String areaPath,
            UUID id,
            Collection<String> recused,
            Instant now)
            throws SQLException {
        var chosen = MediatorChoice.of(mediators.candidates(connection, areaPath), kind, enterprise, id, recused);
        if (chosen.isPresent()) return chosen.get();
        PostDirectory book = posts.directory(connection);
        PostAssignment holder = book.findNearest(PostKind.MEDIATION_LEAD, areaPath, now)
                .filter(lead -> lead.username().isPresent()
                        && !recused.contains(lead.username().get()))
                .orElseGet(() -> book.dutyDesk(areaPath, now));
        return new MediatorChoice.ChosenMediator(
                holder.username().orElse(null),
                new BilingualText(
                        "没有可办理“" + kind.text().zh() + "”的调解员，由" + holder.name().zh() + "负责",
                        "No mediator can take \"" + kind.text().en() + "\", so the "
                                + holder.name().en() + " sees to it"));
    }

    private static void requireReference(Party party) {
        if (party.ref().equals(Masking.mask(party.ref()))) return;
        throw ProblemException.invalid(
                "reference-is-personal",
                "当事人编号不能是身份证号、手机号或银行卡号；请填来源系统的案件编号",
                "The reference of a party is the number of its case in the source system, never an identity card,"
                        + " telephone or bank card");
    }

    private static void requireDistinct(List<Party> parties) {
        if (parties.stream().map(Party::ref).distinct().count() == parties.size()) return;
        throw ProblemException.invalid("party-twice", "当事人编号重复，请核对", "A party is given twice; check the references");
    }

    private LocalDate today() {
        return day(clock.instant());
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, Time.CITY);
    }
}
