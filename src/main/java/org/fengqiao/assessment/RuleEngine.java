package org.fengqiao.assessment;

import java.util.List;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** Decides which rules of one release fire. Thread-safe and stateless. */
public interface RuleEngine extends AutoCloseable {

    /** For each of the facts, in their order, the ordinals of the rules that fire. */
    List<int[]> fire(Dimension dimension, List<DerivedFacts> facts);

    /** Ordinals of the routes that apply. {@code areas} are the codes from the city down to the enterprise's own. */
    int[] routes(Dimension dimension, Tier tier, int headcount, List<String> areas);

    @Override
    void close();
}
