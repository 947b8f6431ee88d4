package org.fengqiao.assessment.drools;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;
import org.fengqiao.assessment.DerivedFacts;
import org.fengqiao.assessment.DimensionPlan;

/**
 * Creates the facts of one dimension, of the types declared by the DRL of the release: one for each table row that a value
 * falls in, and one with the values that DRL rules compare, if one of those may fire (docs/adr/0011).
 */
final class FactFactory {
    private final DimensionPlan plan;
    private final MethodHandle newBand;
    private final MethodHandle newValues;
    private final MethodHandle setHeadcount;
    private final MethodHandle[] setValue;

    FactFactory(Class<?> values, Class<?> band, DimensionPlan plan) {
        this.plan = plan;
        try {
            newBand = constructor(band, BandFact.class);
            newValues = constructor(values, Fact.class);
            setHeadcount = setter(values, "headcount");
            setValue = new MethodHandle[plan.indicators().size()];
            for (int i = 0; i < setValue.length; i++) {
                if (plan.isComparedByValue(i))
                    setValue[i] = setter(values, plan.indicators().get(i).code());
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle constructor(Class<?> type, Class<?> as) throws ReflectiveOperationException {
        return MethodHandles.publicLookup()
                .findConstructor(type, MethodType.methodType(void.class))
                .asType(MethodType.methodType(as));
    }

    private static MethodHandle setter(Class<?> type, String field) throws ReflectiveOperationException {
        String name = "set" + Character.toUpperCase(field.charAt(0)) + field.substring(1);
        return MethodHandles.publicLookup()
                .findVirtual(type, name, MethodType.methodType(void.class, double.class))
                .asType(MethodType.methodType(void.class, Fact.class, double.class));
    }

    void make(DerivedFacts derived, Hits hits, Consumer<Fact> to) {
        try {
            Fact values = plan.headcountMaySuffice() ? (Fact) newValues.invokeExact() : null;
            for (int i = 0; i < derived.count(); i++) {
                int position = derived.position(i);
                if (derived.band(i) > 0) {
                    BandFact band = (BandFact) newBand.invokeExact();
                    band.set(plan.indicators().get(position).code(), derived.band(i));
                    band.recordIn(hits);
                    to.accept(band);
                }
                if (setValue[position] != null) {
                    if (values == null) values = (Fact) newValues.invokeExact();
                    setValue[position].invokeExact(values, derived.value(i));
                }
            }
            if (values == null) return;
            setHeadcount.invokeExact(values, (double) derived.headcount());
            values.recordIn(hits);
            to.accept(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
