package org.fengqiao.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Page;
import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every page there is, in a real browser: accessible, within the content security policy, and without an error. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@RequiresBrowser
class PagesBrowserTest {
    private static final String STREET = "9941";

    /** Pages that lead on to others at once, and the one that only a provider's users see. */
    private static final Set<String> LEADING_ON = Set.of("/", "/login/oidc", "/alerts/{id}/review");

    @Inject
    CityFixture city;

    @Inject
    People people;

    @TestHTTPResource
    URI server;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void every_page_is_accessible_keeps_the_policy_and_logs_no_error() {
        Map<String, List<String>> addresses = addresses();
        assertThat(addresses.keySet()).containsExactlyInAnyOrderElementsOf(routes());
        String everybody = people.authorization(Set.of(Role.LABOUR_OFFICE_HEAD, Role.ADMINISTRATOR), STREET);
        List<String> faults = new ArrayList<>();
        for (Browser.View view : List.of(
                Browser.View.DESK,
                Browser.View.DESK.inDark(),
                Browser.View.DESK.in("en"),
                Browser.View.PHONE,
                Browser.View.PHONE.in("en").inDark())) {
            Page page = browser.page(view, everybody);
            addresses.values().stream().flatMap(List::stream).forEach(address -> {
                page.navigate(server.resolve(address).toString());
                AxeResults results = new AxeBuilder(page).analyze();
                results.getViolations()
                        .forEach(fault -> faults.add(view + " " + address + " " + fault.getId() + " "
                                + fault.getNodes().get(0).getHtml()));
                if (isWiderThanScreen(page)) faults.add(view + " " + address + " is wider than its screen");
                browser.errors().stream()
                        .filter(error -> !isItsOwnStatus(error, address))
                        .forEach(error -> faults.add(view + " " + address + " " + error));
                browser.errors().clear();
            });
            page.context().close();
        }
        assertThat(faults).isEmpty();
    }

    /** A page that says why something was refused has a status that says so too. */
    private static boolean isItsOwnStatus(String error, String address) {
        return error.contains("the server responded with a status of 40") && error.contains(address + ":");
    }

    private static boolean isWiderThanScreen(Page page) {
        return Boolean.TRUE.equals(
                page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }

    /** Else the test above would hold whatever a page does. */
    @Test
    void what_breaks_the_policy_or_is_not_accessible_is_noticed() {
        city.street(STREET);
        Page page = browser.page(Browser.View.DESK, people.authorization(Set.of(Role.ADMINISTRATOR), STREET));
        page.navigate(server.resolve("/styleguide").toString());
        page.evaluate("() => { const image = document.createElement('img'); image.src = 'https://example.org/x.png';"
                + " document.body.append(image); }");
        assertThat(new AxeBuilder(page).analyze().getViolations()).isNotEmpty();
        assertThat(browser.errors()).anyMatch(error -> error.contains("Content Security Policy"));
    }

    /** The pages by their routes, each in its states. */
    private Map<String, List<String>> addresses() {
        city.street(STREET);
        UUID enterprise = city.enterprise(STREET, "无障碍检查厂", 320);
        city.observe(enterprise, "WAG01", 45, city.daysAgo(3));
        city.observe(enterprise, "WAG02", 35, city.daysAgo(3));
        city.assess(enterprise);
        String alert = people.as(Role.LABOUR_OFFICE_HEAD, STREET)
                .get("/api/v1/alerts?area=" + STREET)
                .path("items[0].id");
        String mediation = people.as(Role.MEDIATION_LEAD, STREET)
                .contentType("application/json")
                .body(Map.of(
                        "kind",
                        "WAGES",
                        "parties",
                        List.of(Map.of("ref", "CASE/1", "side", "APPLICANT", "sourceSystem", "案管系统"))))
                .post("/api/v1/alerts/" + alert + "/mediation-cases")
                .path("id");
        return Map.of(
                "/enterprises", List.of("/enterprises", "/enterprises?q=无障碍", "/enterprises?q=一家没有的厂"),
                "/enterprises/{id}",
                        List.of(
                                "/enterprises/" + enterprise,
                                "/enterprises/" + enterprise + "?day=2026-01-05",
                                "/enterprises/" + enterprise + "?day=tomorrow"),
                "/mediation-cases/{id}", List.of("/mediation-cases/" + mediation),
                "/login", List.of("/login", "/login?error=1"),
                "/password", List.of("/password"),
                "/styleguide", List.of("/styleguide"),
                "/desk",
                        List.of(
                                "/desk",
                                "/desk?section=mine",
                                "/desk?section=closed",
                                "/desk?section=mine&open=" + alert,
                                "/desk?section=mine&q=none"),
                "/alerts/{id}", List.of("/alerts/" + alert, "/alerts/" + UUID.randomUUID()));
    }

    private static Set<String> routes() {
        Set<String> found = new TreeSet<>();
        Deployment deployment = ResteasyReactiveRecorder.getCurrentDeployment();
        RuntimeResourceVisitor.visitRuntimeResources("", deployment.getClassMappers(), new RuntimeResourceVisitor() {
            @Override
            public void visitRuntimeResource(String method, String path, RuntimeResource resource) {
                if (method.equals("GET")
                        && resource.getProduces() != null
                        && resource.getProduces().getSortedMediaTypes().length > 0
                        && resource.getProduces()
                                .getSortedMediaTypes()[0]
                                .toString()
                                .startsWith(MediaType.TEXT_HTML)) found.add(path);
            }
        });
        found.removeAll(LEADING_ON);
        return found;
    }
}
