package org.fengqiao.demo.year;

import com.google.common.collect.Lists;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fengqiao.demo.city.DemoAccounts;
import org.fengqiao.demo.city.DemoResources;
import org.fengqiao.intake.file.ImportReport;
import org.fengqiao.mediation.mediator.DisputeKind;
import org.fengqiao.mediation.mediator.MediatorService;
import org.fengqiao.mediation.mediator.MediatorService.MediatorDetails;
import org.fengqiao.pipeline.AssessmentPass;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.SettableClock;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.security.Accounts;
import org.fengqiao.platform.security.AreaPaths;
import org.fengqiao.platform.security.Role;

/**
 * Plays a year in the invented city: through the services that a real city uses, each called at its time. The same plan on the
 * same day gives the same year.
 */
@ApplicationScoped
public class DemoYear {
    private static final int ACCOUNTS_AT_A_TIME = 100;

    private final CityImport imports;
    private final AssessmentPass pass;
    private final Accounts accounts;
    private final AreaPaths areas;
    private final MediatorService mediators;
    private final Cast cast;
    private final SettableClock clock;
    private final Ids ids;

    DemoYear(
            CityImport imports,
            AssessmentPass pass,
            Accounts accounts,
            AreaPaths areas,
            MediatorService mediators,
            Cast cast,
            SettableClock clock,
            Ids ids) {
        this.imports = imports;
        this.pass = pass;
        this.accounts = accounts;
        this.areas = areas;
        this.mediators = mediators;
        this.cast = cast;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * What was taken in.
     *
     * @param refused rows of all files
     * @param imports the enterprises and, unless a year was played, the observations
     * @param pass null where a year was played, which has one every week
     */
    public record Intake(long refused, List<ImportReport> imports, AssessmentPass.PassSummary pass) {}

    /**
     * Founds the city of a folder and plays what is planned; afterwards it is now again.
     *
     * @param password of every account
     */
    public Intake play(YearPlan plan, Path folder, String password, PlayProgress progress) {
        if (plan.weeks() > 0) {
            clock.set(plan.begin());
            ids.repeat(plan.seed(), clock);
        }
        try {
            ImportReport register = found(folder, password, progress);
            if (plan.weeks() == 0) return takeInAtOnce(register, folder);
            return new Intake(register.rejected() + play(plan, folder, progress), List.of(register), null);
        } finally {
            clock.reset();
            ids.reset();
        }
    }

    private ImportReport found(Path folder, String password, PlayProgress progress) {
        imports.areas(folder.resolve("areas.csv"));
        List<Accounts.NewAccount> wanted = new ArrayList<>();
        Stream.concat(DemoAccounts.all().stream(), DemoAccounts.ofPosts(folder.resolve("posts.csv")).stream())
                .forEach(account -> wanted.add(new Accounts.NewAccount(
                        account.username(), account.name(), Set.of(Role.of(account.role())), account.areaCode())));
        // A session that keeps many entities compares them all again and again.
        for (List<Accounts.NewAccount> some : Lists.partition(wanted, ACCOUNTS_AT_A_TIME))
            accounts.openAll(some, password);
        imports.posts(folder.resolve("posts.csv"));
        mediators();
        ImportReport register = imports.rows(
                folder.resolve("enterprises.csv"), "enterprises", at -> progress.at(at.rows(), at.total()));
        imports.relations(folder.resolve("relations.csv"));
        return register;
    }

    private void mediators() {
        DemoResources.rows("mediators.csv", row -> row).forEach(row -> {
            String area = row.getField("area");
            mediators.put(
                    new MediatorDetails(
                            row.getField("username"),
                            area,
                            EnumSet.allOf(DisputeKind.class),
                            Set.of(),
                            DemoResources.number(row, "most_cases")),
                    areas.require(area));
        });
    }

    private Intake takeInAtOnce(ImportReport register, Path folder) {
        ImportReport observations = imports.rows(folder.resolve("observations.csv"), "observations", at -> {});
        AssessmentPass.PassSummary assessed = pass.run(AssessmentPass.Scope.WHAT_CHANGED, done -> {});
        return new Intake(register.rejected() + observations.rejected(), List.of(register, observations), assessed);
    }

    private long play(YearPlan plan, Path folder, PlayProgress progress) {
        Deliveries deliveries = Deliveries.cut(
                folder.resolve("observations.csv"),
                IntStream.rangeClosed(0, plan.weeks())
                        .mapToObj(week -> plan.delivery(week).atZone(Time.CITY).toLocalDate())
                        .toList(),
                folder.resolve("weeks"));
        Play play = new Play(plan, clock);
        cast.join(play, deliveries, progress);
        play.run();
        return play.refused();
    }
}
