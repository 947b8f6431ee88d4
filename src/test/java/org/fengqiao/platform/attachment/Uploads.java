package org.fengqiao.platform.attachment;

import io.restassured.config.HttpClientConfig;
import io.restassured.config.MultiPartConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.http.entity.mime.HttpMultipartMode;

/** Files as people upload them. */
public final class Uploads {
    /** Names in UTF-8, as browsers send them. */
    private static final RestAssuredConfig BROWSER = RestAssuredConfig.config()
            .httpClient(HttpClientConfig.httpClientConfig().httpMultipartMode(HttpMultipartMode.BROWSER_COMPATIBLE))
            .multiPartConfig(MultiPartConfig.multiPartConfig().defaultCharset(StandardCharsets.UTF_8));

    private Uploads() {}

    /** A document that is like no other; returns its id. */
    public static String pdf(RequestSpecification by) {
        return send(by, "证明.pdf", document(UUID.randomUUID().toString()))
                .statusCode(201)
                .extract()
                .path("id");
    }

    static byte[] document(String text) {
        return ("%PDF-1.4\n% " + text + "\n%%EOF\n").getBytes(StandardCharsets.UTF_8);
    }

    static ValidatableResponse send(RequestSpecification by, String name, byte[] content) {
        return by.config(BROWSER)
                .multiPart("file", name, content, "application/octet-stream")
                .post("/api/v1/attachments")
                .then();
    }
}
