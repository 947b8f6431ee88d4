package org.fengqiao.governance.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.fengqiao.assessment.ShenzhenRuleBase;
import org.fengqiao.governance.cases.RuleCaseResult;
import org.fengqiao.governance.cases.RuleCaseRunner;
import org.fengqiao.platform.Eventually;
import org.fengqiao.platform.ProblemException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile rules, tables, cases and workbooks: each is refused with a sentence before anything of it is compiled, or taken
 * as the mere data it is within its bounds; nothing of it runs, and the live release goes on.
 */
@Execution(ExecutionMode.CONCURRENT)
class AttackTest {
    private static final AtomicInteger ATTACKS = new AtomicInteger();
    private static final AtomicInteger REFUSED = new AtomicInteger();
    private static final AtomicInteger BOUNDED = new AtomicInteger();
    private static final AtomicInteger RUN = new AtomicInteger();

    @TempDir
    static Path folder;

    private static Path canary;
    private static ServerSocketChannel port;

    @BeforeAll
    static void layTraps() throws IOException {
        canary = folder.resolve("canary");
        port = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port.configureBlocking(false);
        System.clearProperty("fengqiao.canary");
    }

    @AfterAll
    static void countAndGoOn() throws IOException {
        port.close();
        System.out.printf(
                "attacks %d, refused %d, bounded %d, run %d%n", ATTACKS.get(), REFUSED.get(), BOUNDED.get(), RUN.get());
        assertThat(ATTACKS.get()).isGreaterThanOrEqualTo(120);
        assertThat(REFUSED.get() + BOUNDED.get()).isEqualTo(ATTACKS.get());
        assertThat(RUN.get()).isZero();
        assertThat(RuleCaseRunner.all(ShenzhenRuleBase.release(), ShenzhenRuleBase.assessor()))
                .allMatch(RuleCaseResult::passed);
    }

    static List<Attack> attacks() throws IOException {
        Map<String, List<String>> written;
        try (InputStream file = AttackTest.class.getResourceAsStream("/attacks.yaml")) {
            written = new ObjectMapper(new YAMLFactory())
                    .readValue(file, new TypeReference<LinkedHashMap<String, List<String>>>() {});
        }
        List<Attack> attacks = new ArrayList<>();
        written.forEach((place, payloads) -> payloads.forEach(payload -> attacks.add(Attack.written(place, payload))));
        attacks.addAll(HugeAttacks.all());
        attacks.addAll(WorkbookAttacks.all());
        return attacks;
    }

    @Test
    void without_an_attack_nothing_is_refused() {
        assertThat(Attack.refusals(Attack.harmless())).isEmpty();
        assertThat(Attack.errors(Attack.harmless())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void is_refused_or_bounded_and_never_runs(Attack attack) throws Exception {
        ATTACKS.incrementAndGet();
        int listening = ((InetSocketAddress) port.getLocalAddress()).getPort();
        List<String> sentences = Eventually.done(() -> {
            try {
                return attack.attempt(canary, listening);
            } catch (ProblemException refused) {
                return List.of(refused.zh() + refused.en());
            }
        });

        if (ran()) RUN.incrementAndGet();
        assertThat(ran()).as("something of it ran").isFalse();
        if (attack.isMereData()) {
            assertThat(sentences).isEmpty();
            BOUNDED.incrementAndGet();
        } else {
            assertThat(sentences).as("is told why").isNotEmpty().noneMatch(String::isBlank);
            REFUSED.incrementAndGet();
        }
    }

    private static boolean ran() throws IOException {
        boolean thread = Thread.getAllStackTraces().keySet().stream()
                .anyMatch(t -> t.getName().equals("canary"));
        return Files.exists(canary) || System.getProperty("fengqiao.canary") != null || port.accept() != null || thread;
    }
}
