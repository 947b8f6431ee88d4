package org.fengqiao.platform.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.fengqiao.platform.database.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever asks for a language, in whatever form, gets the texts of a refusal in it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LanguageStoryTest {
    @ParameterizedTest(name = "{0} and lang={1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "en                      |    | Not signed in",
                "en-GB                   |    | Not signed in",
                "EN-us, zh;q=0.9         |    | Not signed in",
                "zh;q=0.4, en;q=0.8      |    | Not signed in",
                "fr, de;q=0.9, en;q=0.1  |    | Not signed in",
                "zh-Hant-TW, en;q=0.9    |    | 需要登录",
                "fr                      |    | 需要登录",
                "*                       |    | 需要登录",
                "zh                      | en | Not signed in",
                "zh                      | EN | Not signed in",
                "en                      | zh | 需要登录",
                "en                      | fr | Not signed in"
            })
    void the_title_is_in_the_language_asked_for(String accepted, String wished, String title) {
        given().header("Accept-Language", accepted)
                .get("/api/v1/me" + (wished == null ? "" : "?lang=" + wished))
                .then()
                .statusCode(401)
                .body("title", equalTo(title));
    }
}
