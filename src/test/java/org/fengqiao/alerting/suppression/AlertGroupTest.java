package org.fengqiao.alerting.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.policy.Tier;
import org.junit.jupiter.api.Test;

/** Which alerts of related enterprises go together. */
class AlertGroupTest {
    private static final AlertGroup.Relationship SITE = new AlertGroup.Relationship("SITE", "tower");
    private static final AlertGroup.Relationship OWNER = new AlertGroup.Relationship("CONTROLLER", "holding");
    private final UUID builder = UUID.randomUUID();
    private final UUID mason = UUID.randomUUID();
    private final UUID painter = UUID.randomUUID();
    private final UUID stranger = UUID.randomUUID();

    @Test
    void the_first_leads_and_who_shares_a_bond_joins() {
        var book = new AlertGroup.GroupIndex(Map.of(builder, List.of(SITE), mason, List.of(SITE)), Map.of(), 50);
        UUID first = UUID.randomUUID();

        assertThat(book.join(builder, first).orElseThrow().lead()).isEqualTo(first);
        assertThat(book.join(mason, UUID.randomUUID()).orElseThrow().lead()).isEqualTo(first);
        assertThat(book.join(stranger, UUID.randomUUID())).isEmpty();
    }

    @Test
    void a_chain_joins_through_the_one_between() {
        var book = new AlertGroup.GroupIndex(
                Map.of(builder, List.of(SITE), mason, List.of(OWNER, SITE), painter, List.of(OWNER)), Map.of(), 50);
        UUID first = UUID.randomUUID();

        book.join(builder, first);
        book.join(mason, UUID.randomUUID());

        assertThat(book.join(painter, UUID.randomUUID()).orElseThrow().lead()).isEqualTo(first);
    }

    @Test
    void a_full_group_is_followed_by_another() {
        var book = new AlertGroup.GroupIndex(
                Map.of(builder, List.of(SITE), mason, List.of(SITE), painter, List.of(SITE)), Map.of(), 2);
        UUID third = UUID.randomUUID();
        book.join(builder, UUID.randomUUID());
        book.join(mason, UUID.randomUUID());

        assertThat(book.join(painter, third).orElseThrow().lead()).isEqualTo(third);
    }

    @Test
    void a_post_knows_of_a_group_up_to_the_tier_it_was_told() {
        AlertGroup group = new AlertGroup(UUID.randomUUID());
        UUID post = UUID.randomUUID();
        group.recordNotified(post, Tier.YELLOW);
        group.recordNotified(post, Tier.BLUE);

        assertThat(group.wasNotified(post, Tier.YELLOW)).isTrue();
        assertThat(group.wasNotified(post, Tier.ORANGE)).isFalse();
        assertThat(group.wasNotified(UUID.randomUUID())).isFalse();
    }
}
