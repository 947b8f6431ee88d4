package org.fengqiao.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.AreaPaths;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.security.Roles;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.junit.jupiter.api.Test;

/** Who may use which endpoint, for every endpoint there is: the table is endpoints.csv. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class EndpointAccessTest {
    @Inject
    People people;

    @Inject
    OtherAreaRows rows;

    @TestHTTPResource
    URI server;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Test
    void every_endpoint_is_in_the_table_and_the_other_way_round() {
        Set<String> table = Endpoint.table().stream()
                .filter(Endpoint::isResource)
                .map(Endpoint::signature)
                .collect(Collectors.toSet());
        assertThat(RunningEndpoints.all().keySet()).containsExactlyInAnyOrderElementsOf(table);
    }

    @Test
    void every_allowed_name_is_a_role_or_a_scope() {
        Set<String> known = Stream.concat(Stream.of("public", "anyone", "organisation"), everybody())
                .collect(Collectors.toSet());
        assertThat(Endpoint.table()).allSatisfy(endpoint -> assertThat(known).containsAll(endpoint.allowed()));
    }

    @Test
    void without_identity_only_public_endpoints_answer() throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (Endpoint endpoint : Endpoint.table()) {
            HttpResponse<String> response = send(endpoint, null, endpoint.address());
            boolean refused = response.statusCode() == 401
                    || response.statusCode() == 302
                            && response.headers()
                                    .firstValue("Location")
                                    .orElseThrow()
                                    .endsWith("/login");
            all.assertThat(refused)
                    .as("%s without identity: %d", endpoint, response.statusCode())
                    .isNotEqualTo(endpoint.isPublic());
        }
        all.assertAll();
    }

    @Test
    void every_role_and_scope_that_is_not_allowed_is_refused_and_no_other() throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (Endpoint endpoint : Endpoint.table()) {
            if (endpoint.isForOrganisation()) {
                continue;
            }
            for (String role : everybody().toList()) {
                int status = send(endpoint, people.authorization(role, AreaPaths.ROOT), endpoint.address())
                        .statusCode();
                all.assertThat(List.of(401, 403).contains(status))
                        .as("%s as %s is refused: %d", endpoint, role, status)
                        .isNotEqualTo(endpoint.admits(role));
                all.assertThat(status).as("%s as %s", endpoint, role).isLessThan(500);
                if (!endpoint.admits(role)) {
                    all.assertThat(status).as("%s as %s", endpoint, role).isEqualTo(403);
                }
            }
        }
        all.assertAll();
    }

    @Test
    void every_endpoint_with_rows_refuses_a_row_of_another_area() throws Exception {
        rows.ensure();
        SoftAssertions all = new SoftAssertions();
        for (Endpoint endpoint : Endpoint.table()) {
            if (!endpoint.hasRows()) {
                continue;
            }
            all.assertThat(endpoint.elsewhere())
                    .as("%s names a row elsewhere", endpoint)
                    .startsWith("/");
            for (String role : everybody().filter(endpoint::admits).toList()) {
                HttpResponse<String> response =
                        send(endpoint, people.authorization(role, OtherAreaRows.OWN_AREA), endpoint.elsewhere());
                all.assertThat(response.statusCode())
                        .as("%s as %s", endpoint, role)
                        .isEqualTo(403);
                all.assertThat(response.body()).as("%s as %s", endpoint, role).containsAnyOf("outside-your-area", "辖区");
            }
        }
        all.assertAll();
    }

    @Test
    void the_roles_in_code_and_in_annotations_are_the_same() {
        assertThatCode(() ->
                        everybody().filter(name -> !name.startsWith("scope:")).forEach(Role::of))
                .doesNotThrowAnyException();
        assertThat(Roles.SCOPES).allMatch(scope -> scope.startsWith("scope:"));
    }

    private static Stream<String> everybody() {
        return Stream.concat(Arrays.stream(Role.values()).map(Role::key), Roles.SCOPES.stream());
    }

    private HttpResponse<String> send(Endpoint endpoint, String authorization, String address) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(address)).header("Accept", "*/*");
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();
        if (authorization != null) request.header("Authorization", authorization);
        RuntimeResource resource = RunningEndpoints.all().get(endpoint.signature());
        if (resource != null && !endpoint.method().equals("GET")) {
            List<MediaType> consumes = resource.getConsumes();
            String type = consumes == null || consumes.isEmpty()
                    ? "application/json"
                    : consumes.get(0).toString();
            request.header("Content-Type", type);
            if (type.equals("application/json")) body = HttpRequest.BodyPublishers.ofString("{}");
        }
        request.method(endpoint.method(), body);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
