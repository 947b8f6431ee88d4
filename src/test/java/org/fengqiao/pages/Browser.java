package org.fengqiao.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine; none is downloaded. Whatever a page writes into its console as an error is kept. */
public final class Browser implements AutoCloseable {
    static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-color-profile=srgb",
            "--font-render-hinting=none");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    /** Errors of all its pages: of scripts, of the content security policy, of what could not be loaded. */
    private final List<String> errors = new ArrayList<>();

    /** How somebody looks at a page. */
    public record View(int width, int height, boolean dark, String language, boolean scripts) {
        public static final View DESK = new View(1440, 900, false, "zh", true);
        public static final View PHONE = new View(360, 740, false, "zh", true);

        public View inDark() {
            return new View(width, height, true, language, scripts);
        }

        public View in(String other) {
            return new View(width, height, dark, other, scripts);
        }

        public View withoutScripts() {
            return new View(width, height, dark, language, false);
        }

        @Override
        public String toString() {
            return width + "-" + language + (dark ? "-dark" : "-light");
        }
    }

    public Browser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(
                                executable().orElseThrow(() -> new IllegalStateException("no Chromium in " + PLACES)))
                        .setArgs(ARGUMENTS));
    }

    static Optional<Path> executable() {
        return Stream.concat(Stream.ofNullable(System.getProperty("browser")), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A window of its own, with nobody signed in. */
    public BrowserContext open(View view) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(view.width(), view.height())
                .setColorScheme(view.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setLocale(view.language().equals("zh") ? "zh-CN" : "en-GB")
                .setTimezoneId("Asia/Shanghai")
                .setHasTouch(view.width() < 600)
                .setJavaScriptEnabled(view.scripts()));
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) errors.add(message.text() + " " + message.location());
        });
        context.onWebError(error -> errors.add(error.error()));
        return context;
    }

    /** Signed in as somebody, without the form. */
    public Page page(View view, String authorization) {
        BrowserContext context = open(view);
        context.setExtraHTTPHeaders(Map.of("Authorization", authorization));
        return context.newPage();
    }

    public List<String> errors() {
        return errors;
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
