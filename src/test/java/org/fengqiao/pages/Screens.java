package org.fengqiao.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures of all pages of a running service, in both languages, on a desk and on a phone, light and dark, to be looked at one
 * by one: {@code URL USER PASSWORD [NAME]}, into target/screens. CONTRIBUTING has the command.
 */
public final class Screens {
    private static final List<Browser.View> VIEWS = List.of(
            Browser.View.DESK,
            Browser.View.DESK.inDark(),
            Browser.View.DESK.in("en"),
            Browser.View.DESK.in("en").inDark(),
            Browser.View.PHONE,
            Browser.View.PHONE.inDark(),
            Browser.View.PHONE.in("en"),
            Browser.View.PHONE.in("en").inDark());

    private Screens() {}

    public static void main(String[] arguments) {
        String server = arguments[0];
        String only = arguments.length > 3 ? arguments[3] : "";
        try (Browser browser = new Browser()) {
            for (Browser.View view : VIEWS) {
                BrowserContext context = browser.open(view);
                Page page = context.newPage();
                page.navigate(server + "/login");
                if (only.isEmpty() || "login".equals(only)) shoot(page, "login", view);
                page.locator("[name=j_username]").fill(arguments[1]);
                page.locator("[name=j_password]").fill(arguments[2]);
                page.locator("form[action='/j_security_check'] button").click();
                page.waitForLoadState();
                pages(page, server).forEach((name, address) -> {
                    if (!name.contains(only)) return;
                    page.navigate(server + address);
                    shoot(page, name, view);
                });
                context.close();
            }
            browser.errors().forEach(System.err::println);
        }
    }

    /** The pages by name; those of one thing are found by the first link to it. */
    private static Map<String, String> pages(Page page, String server) {
        Map<String, String> pages = new LinkedHashMap<>();
        page.navigate(server + "/desk?section=mine");
        pages.put("desk-act", "/desk");
        pages.put("desk-mine", "/desk?section=mine");
        pages.put("desk-closed", "/desk?section=closed");
        pages.put("desk-none", "/desk?section=mine&q=nothing-of-this-name");
        if (page.locator(".row .open").count() > 0) {
            String open = page.locator(".row .open").first().getAttribute("href");
            pages.put("desk-open", open);
            pages.put("alert", open.replaceAll(".*open=([0-9a-f-]+).*", "/alerts/$1"));
        }
        page.locator("header.top nav a")
                .all()
                .forEach(link -> pages.putIfAbsent(link.getAttribute("href").substring(1), link.getAttribute("href")));
        pages.put("password", "/password");
        pages.put("not-found", "/alerts/00000000-0000-7000-8000-000000000000");
        return pages;
    }

    private static void shoot(Page page, String name, Browser.View view) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screens", name + "-" + view + ".png"))
                .setFullPage(view.width() < 600));
    }
}
