package org.fengqiao.pages.shell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The version of style sheets and scripts: it stands in their addresses, so that browsers may keep them. */
@Named("assets")
@ApplicationScoped
public class Assets {
    private static final List<String> FILES = List.of("fengqiao.css", "shell.js", "desk.js", "favicon.svg");

    private final String version;

    Assets(@ConfigProperty(name = "quarkus.application.version") String product) {
        this.version = version(product);
    }

    public String version() {
        return version;
    }

    private static String version(String product) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(product.getBytes(StandardCharsets.UTF_8));
            for (String file : FILES) {
                try (InputStream content = Thread.currentThread()
                        .getContextClassLoader()
                        .getResourceAsStream("META-INF/resources/assets/" + file)) {
                    digest.update(content.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 5);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
