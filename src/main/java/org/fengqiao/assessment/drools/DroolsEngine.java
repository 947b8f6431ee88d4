package org.fengqiao.assessment.drools;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.drools.model.codegen.ExecutableModelProject;
import org.fengqiao.assessment.DerivedFacts;
import org.fengqiao.assessment.DimensionPlan;
import org.fengqiao.assessment.RuleEngine;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.ReleaseReader;
import org.fengqiao.policy.Tier;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;

/**
 * A release compiled by Drools. Facts go in by the hundred into one session, which is then thrown away: building a
 * session for each enterprise would cost more than all rules together (docs/adr/0004).
 */
public final class DroolsEngine implements RuleEngine {
    private static final Cleaner FORGOTTEN = Cleaner.create();
    private static final AtomicInteger COMPILED = new AtomicInteger();

    private final KieBase base;
    private final Cleaner.Cleanable compiled;
    private final Map<Dimension, Sheets> sheets = new EnumMap<>(Dimension.class);

    private DroolsEngine(KieContainer container, Release release, Map<Dimension, DimensionPlan> plans) {
        this.base = container.getKieBase();
        this.compiled = FORGOTTEN.register(this, () -> dispose(container));
        for (Dimension dimension : Dimension.values()) {
            Class<?> type = base.getFactType(DrlWriter.PACKAGE, ReleaseReader.factType(dimension))
                    .getFactClass();
            Set<String> values = DrlWriter.namesReadByWrittenRules(release, dimension);
            sheets.put(dimension, new Sheets(type, plans.get(dimension), values));
        }
    }

    /** Compiles a release; takes seconds. */
    public static RuleEngine compile(Release release, Map<Dimension, DimensionPlan> plans) {
        KieServices services = KieServices.get();
        ReleaseId id =
                services.newReleaseId("org.fengqiao", "release-" + release.id(), "" + COMPILED.incrementAndGet());
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(id);
        files.write("src/main/resources/org/fengqiao/release/release.drl", new DrlWriter(release, plans).write());
        KieBuilder builder = services.newKieBuilder(files, DroolsEngine.class.getClassLoader());
        builder.buildAll(ExecutableModelProject.class);
        List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
        if (!errors.isEmpty())
            throw new IllegalStateException("Release " + release.id() + " does not compile: " + errors);
        KieContainer container = services.newKieContainer(id, DroolsEngine.class.getClassLoader());
        return new DroolsEngine(container, release, plans);
    }

    @Override
    public List<int[]> fire(Dimension dimension, List<DerivedFacts> facts) {
        Sheets type = sheets.get(dimension);
        FactSheet[] filled = new FactSheet[facts.size()];
        KieSession session = base.newKieSession();
        try {
            for (int i = 0; i < filled.length; i++) {
                DerivedFacts derived = facts.get(i);
                // Nothing known, nothing to match: a rule needs a value.
                if (derived.count() == 0) continue;
                filled[i] = type.fill(derived);
                session.insert(filled[i]);
            }
            session.fireAllRules();
        } finally {
            session.dispose();
            Reference.reachabilityFence(this); // or it might be cleaned up while it works
        }
        List<int[]> fired = new ArrayList<>(filled.length);
        for (FactSheet sheet : filled) fired.add(sheet == null ? new int[0] : sheet.hits());
        return fired;
    }

    @Override
    public int[] routes(Dimension dimension, Tier tier, int headcount, List<String> areas) {
        RouteFacts facts = new RouteFacts(dimension.name(), tier.name(), headcount, areas);
        KieSession session = base.newKieSession();
        try {
            session.insert(facts);
            session.fireAllRules();
        } finally {
            session.dispose();
            Reference.reachabilityFence(this); // or it might be cleaned up while it works
        }
        return facts.hits();
    }

    /** At once; otherwise it happens by itself when nobody holds the engine any more. */
    @Override
    public void close() {
        compiled.clean();
    }

    /** Both steps are needed: a container left in the repository keeps its classes for ever. */
    private static void dispose(KieContainer container) {
        ReleaseId id = container.getReleaseId();
        container.dispose();
        KieServices.get().getRepository().removeKieModule(id);
    }

    /** Makes and fills the fact type of a dimension; only the fields that have a value are touched. */
    private static final class Sheets {
        private final MethodHandle create;
        private final MethodHandle headcount;
        private final MethodHandle[] bands;
        private final MethodHandle[] values;

        Sheets(Class<?> type, DimensionPlan plan, Set<String> valuesRead) {
            try {
                MethodHandles.Lookup lookup = MethodHandles.publicLookup();
                create = lookup.findConstructor(type, MethodType.methodType(void.class))
                        .asType(MethodType.methodType(FactSheet.class));
                headcount = setter(lookup, type, "headcount", double.class);
                bands = new MethodHandle[plan.indicators().size()];
                values = new MethodHandle[bands.length];
                for (int i = 0; i < bands.length; i++) {
                    Indicator indicator = plan.indicators().get(i);
                    if (plan.bands(i).length > 0) {
                        bands[i] = setter(lookup, type, DrlWriter.bandField(indicator), int.class);
                    }
                    if (valuesRead.contains(indicator.code())) {
                        values[i] = setter(lookup, type, indicator.code(), double.class);
                    }
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private static MethodHandle setter(MethodHandles.Lookup lookup, Class<?> type, String field, Class<?> of)
                throws ReflectiveOperationException {
            String name = "set" + Character.toUpperCase(field.charAt(0)) + field.substring(1);
            return lookup.findVirtual(type, name, MethodType.methodType(void.class, of))
                    .asType(MethodType.methodType(void.class, FactSheet.class, of));
        }

        FactSheet fill(DerivedFacts facts) {
            try {
                FactSheet sheet = (FactSheet) create.invokeExact();
                headcount.invokeExact(sheet, (double) facts.headcount());
                for (int i = 0; i < facts.count(); i++) {
                    int position = facts.position(i);
                    int band = facts.band(i);
                    if (band > 0) bands[position].invokeExact(sheet, band);
                    if (values[position] != null) values[position].invokeExact(sheet, facts.value(i));
                }
                return sheet;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
