package org.fengqiao.assessment.drools;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.drools.model.codegen.ExecutableModelProject;
import org.fengqiao.assessment.DerivedFacts;
import org.fengqiao.assessment.DimensionPlan;
import org.fengqiao.assessment.RuleEngine;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Tier;
import org.fengqiao.policy.content.ReleaseReader;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;

/**
 * A release compiled by Drools. Hundreds of facts share one short-lived session, because a session for each enterprise would
 * cost more than all rules together (docs/adr/0004).
 */
public final class DroolsEngine implements RuleEngine {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final AtomicInteger COMPILATIONS = new AtomicInteger();

    private final KieBase base;
    private final Cleaner.Cleanable compiled;
    private final Map<Dimension, FactFactory> facts = new EnumMap<>(Dimension.class);

    private DroolsEngine(KieContainer container, Map<Dimension, DimensionPlan> plans) {
        this.base = container.getKieBase();
        this.compiled = CLEANER.register(this, () -> dispose(container));
        for (Dimension dimension : Dimension.values()) {
            Class<?> values = type(ReleaseReader.factType(dimension));
            Class<?> band = type(DrlWriter.bandType(dimension));
            facts.put(dimension, new FactFactory(values, band, plans.get(dimension)));
        }
    }

    /** Compiles a release; takes seconds. */
    public static RuleEngine compile(Release release, Map<Dimension, DimensionPlan> plans) {
        KieServices services = KieServices.get();
        ReleaseId id =
                services.newReleaseId("org.fengqiao", "release-" + release.id(), "" + COMPILATIONS.incrementAndGet());
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(id);
        files.write("src/main/resources/org/fengqiao/release/release.drl", new DrlWriter(release, plans).write());
        KieBuilder builder = services.newKieBuilder(files, DroolsEngine.class.getClassLoader());
        builder.buildAll(ExecutableModelProject.class);
        List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
        if (!errors.isEmpty())
            throw new IllegalStateException("Release " + release.id() + " does not compile: " + errors);
        KieContainer container = services.newKieContainer(id, DroolsEngine.class.getClassLoader());
        return new DroolsEngine(container, plans);
    }

    private Class<?> type(String name) {
        return base.getFactType(DrlWriter.PACKAGE, name).getFactClass();
    }

    @Override
    public List<int[]> fire(Dimension dimension, List<DerivedFacts> derived) {
        FactFactory factory = facts.get(dimension);
        List<Hits> hits = new ArrayList<>(derived.size());
        KieSession session = base.newKieSession();
        try {
            for (DerivedFacts enterprise : derived) {
                Hits own = new Hits();
                hits.add(own);
                factory.make(enterprise, own, session::insert);
            }
            session.fireAllRules();
        } finally {
            session.dispose();
            Reference.reachabilityFence(this); // keeps the engine from being cleaned up while it works
        }
        List<int[]> fired = new ArrayList<>(hits.size());
        for (Hits own : hits) fired.add(own.ascending());
        return fired;
    }

    @Override
    public int[] routes(Dimension dimension, Tier tier, int headcount, List<String> areas) {
        Hits hits = new Hits();
        RouteFacts facts = new RouteFacts(dimension.name(), tier.name(), headcount, areas, hits);
        KieSession session = base.newKieSession();
        try {
            session.insert(facts);
            session.fireAllRules();
        } finally {
            session.dispose();
            Reference.reachabilityFence(this); // keeps the engine from being cleaned up while it works
        }
        return hits.ascending();
    }

    /** Disposes of the engine at once; otherwise that happens when it becomes unreachable. */
    @Override
    public void close() {
        compiled.clean();
    }

    /** Both steps are needed: a container in the repository keeps its classes for ever. */
    private static void dispose(KieContainer container) {
        ReleaseId id = container.getReleaseId();
        container.dispose();
        KieServices.get().getRepository().removeKieModule(id);
    }
}
