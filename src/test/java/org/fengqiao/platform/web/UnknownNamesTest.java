package org.fengqiao.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.AreaPaths;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.security.Roles;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.junit.jupiter.api.Test;

/** No endpoint ignores what it does not know, and each refusal is in the language asked for. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UnknownNamesTest {
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    @Inject
    People people;

    @Inject
    ObjectMapper json;

    @TestHTTPResource
    URI server;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Test
    void every_endpoint_refuses_a_query_parameter_it_does_not_declare() throws Exception {
        SoftAssertions all = new SoftAssertions();
        int seen = 0;
        for (Endpoint endpoint : Endpoint.table()) {
            if (!endpoint.isResource() || endpoint.isForOrganisation()) continue;
            for (String language : List.of("zh", "en")) {
                HttpResponse<String> answer = send(endpoint, "?xyzzy=1", "{}", language);
                all.assertThat(answer.statusCode())
                        .as("%s in %s", endpoint, language)
                        .isEqualTo(400);
                all.assertThat(answer.body()).as("%s in %s", endpoint, language).contains("xyzzy");
                if (endpoint.path().startsWith("/api/"))
                    assertProblem(all, endpoint, "unknown-parameter", language, answer);
            }
            seen++;
        }
        all.assertAll();
        assertThat(seen).isGreaterThan(100);
    }

    @Test
    void every_endpoint_with_a_body_refuses_a_field_it_does_not_know() throws Exception {
        SoftAssertions all = new SoftAssertions();
        List<String> seen = new ArrayList<>();
        for (Endpoint endpoint : Endpoint.table()) {
            Optional<String> body = Optional.ofNullable(RunningEndpoints.all().get(endpoint.signature()))
                    .flatMap(UnknownNamesTest::bodyWithUnknownField);
            if (body.isEmpty()) continue;
            for (String language : List.of("zh", "en")) {
                HttpResponse<String> answer = send(endpoint, "", body.get(), language);
                assertProblem(all, endpoint, "unknown-field", language, answer);
                all.assertThat(answer.body()).as("%s", endpoint).contains("xyzzy");
            }
            seen.add(endpoint.signature());
        }
        all.assertAll();
        assertThat(seen).hasSizeGreaterThan(30).contains("POST /api/v1/observations/batch");
    }

    @Test
    void the_nearest_known_name_is_offered() {
        people.as(Roles.ADMINISTRATOR)
                .header("Accept-Language", "en")
                .get("/api/v1/alerts?teir=RED")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/unknown-parameter"))
                .body("detail", containsString("did you mean \"tier\"?"))
                .body("zh", containsString("是不是“tier”"));
        people.as(Role.LABOUR_OFFICER, AreaPaths.ROOT)
                .header("Accept-Language", "en-GB, zh;q=0.4")
                .contentType(ContentType.JSON)
                .body("{\"value\": 3, \"ocurredOn\": \"2026-06-30\"}")
                .post("/api/v1/observations")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/unknown-field"))
                .body("detail", containsString("did you mean \"occurredOn\"?"));
        people.as(Role.LABOUR_OFFICER, AreaPaths.ROOT)
                .contentType(ContentType.JSON)
                .body("{\"note\": \"\", \"outcome\": \"averted\"}")
                .post("/api/v1/alerts/00000000-0000-7000-8000-000000000000/plan")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/unknown-field"));
    }

    @Test
    void a_malformed_value_is_not_a_wrong_address() {
        people.as(Roles.ADMINISTRATOR)
                .header("Accept-Language", "en")
                .get("/api/v1/alerts?limit=many")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/value-malformed"))
                .body("title", equalTo("Bad request"));
    }

    private void assertProblem(
            SoftAssertions all, Endpoint endpoint, String code, String language, HttpResponse<String> answer)
            throws Exception {
        String what = endpoint + " in " + language + ": " + answer.statusCode() + " " + answer.body();
        all.assertThat(answer.statusCode()).as(what).isEqualTo(400);
        if (answer.statusCode() != 400) return;
        JsonNode problem = json.readTree(answer.body());
        all.assertThat(problem.path("type").asText()).as(what).isEqualTo("/problems/" + code);
        for (String text : List.of("title", "detail")) {
            all.assertThat(HAN.matcher(problem.path(text).asText()).find())
                    .as(what)
                    .isEqualTo(language.equals("zh"));
        }
    }

    private HttpResponse<String> send(Endpoint endpoint, String query, String body, String language) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(endpoint.address() + query))
                .header("Accept", "*/*")
                .header("Accept-Language", language + "-XX, fr;q=0.9");
        if (!endpoint.isPublic()) {
            String role = endpoint.allowed().stream()
                    .map(name -> name.equals("anyone") ? Roles.AUDITOR : name)
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            request.header("Authorization", people.authorization(role, AreaPaths.ROOT));
        }
        HttpRequest.BodyPublisher content = HttpRequest.BodyPublishers.noBody();
        RuntimeResource resource = RunningEndpoints.all().get(endpoint.signature());
        if (!endpoint.method().equals("GET")) {
            var consumes = resource.getConsumes();
            String type = consumes == null || consumes.isEmpty()
                    ? "application/json"
                    : consumes.get(0).toString();
            request.header("Content-Type", type);
            if (type.equals("application/json")) content = HttpRequest.BodyPublishers.ofString(body);
        }
        return client.send(request.method(endpoint.method(), content).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Empty for an endpoint that takes no record. */
    private static Optional<String> bodyWithUnknownField(RuntimeResource resource) {
        Method method = Arrays.stream(resource.getResourceClass().getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(resource.getJavaMethodName())
                        && Arrays.equals(candidate.getParameterTypes(), resource.getParameterTypes()))
                .findFirst()
                .orElseThrow();
        return Arrays.stream(method.getGenericParameterTypes())
                .map(UnknownNamesTest::body)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> body(Type type) {
        if (type instanceof Class<?> plain && plain.isRecord()) return Optional.of("{\"xyzzy\": 1}");
        boolean isListOfRecords = type instanceof ParameterizedType list
                && list.getRawType() == List.class
                && list.getActualTypeArguments()[0] instanceof Class<?> element
                && element.isRecord();
        return isListOfRecords ? Optional.of("[{\"xyzzy\": 1}]") : Optional.empty();
    }
}
