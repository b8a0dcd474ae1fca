package io.tideline.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The dashboard in the system's own Chromium, without a window. One browser, one page, one reader. */
final class DashboardPage implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final String MISSING =
            "No Chromium on this machine, so no page was opened. Install the package 'chromium' to run the page tests.";

    private final Playwright playwright;
    private final Browser browser;
    private final Page page;
    private final List<String> consoleErrors = new CopyOnWriteArrayList<>();

    /** What a reader sees of one active alert. */
    record ActiveAlert(String group, String title, String rule, String text) {}

    /** Size and theme of the window. */
    enum Look {
        LIGHT(1440, 1000, ColorScheme.LIGHT),
        DARK(1440, 1000, ColorScheme.DARK),
        PHONE(390, 844, ColorScheme.LIGHT);

        private final int width;
        private final int height;
        private final ColorScheme scheme;

        Look(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }
    }

    private DashboardPage(Playwright playwright, Path chromium, Look look) {
        this.playwright = playwright;
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(FLAGS));
        this.page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(look.width, look.height)
                        .setColorScheme(look.scheme))
                .newPage();
        page.onConsoleMessage(this::listen);
        page.onPageError(error -> consoleErrors.add("uncaught: " + error));
    }

    /** Where the system's Chromium is, if it has one. */
    static Optional<Path> chromium() {
        return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .flatMap(name ->
                        Stream.of("/usr/bin", "/usr/local/bin", "/snap/bin").map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens an address of the alert API; skips the calling test where there is no Chromium. */
    static DashboardPage open(String url) {
        return open(url, Look.LIGHT);
    }

    static DashboardPage open(String url, Look look) {
        Optional<Path> chromium = chromium();
        Assumptions.assumeTrue(chromium.isPresent(), MISSING);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        DashboardPage dashboard = new DashboardPage(playwright, chromium.orElseThrow(), look);
        dashboard.page.navigate(url);
        return dashboard;
    }

    /** The alerts as listed, from top to bottom; empty until the list was read. */
    List<ActiveAlert> activeAlerts() {
        List<ActiveAlert> alerts = new ArrayList<>();
        for (Locator group : page.locator("#alerts section").all()) {
            String name =
                    group.locator("h3").evaluate("head => head.firstChild.data").toString();
            for (Locator alert : group.locator("article").all()) {
                alerts.add(new ActiveAlert(
                        name,
                        alert.locator(".name").innerText(),
                        alert.locator(".path").innerText(),
                        alert.innerText().replaceAll("\\s+", " ")));
            }
        }
        return List.copyOf(alerts);
    }

    /** Live, Connecting, Reconnecting or Offline, and what stands beside it. */
    String connectionState() {
        return page.locator("#conn").innerText().replaceAll("\\s+", " ").strip();
    }

    /** Names of the series in the list, each with its current value. */
    List<String> series() {
        return page.locator("#series tr.row").allInnerTexts().stream()
                .map(text -> text.replaceAll("\\s+", " ").strip())
                .toList();
    }

    /** What the chart says about its series: source, title and current value. */
    String chart() {
        return page.locator(".chart-head").innerText().replaceAll("\\s+", " ").strip();
    }

    /** True when the chart has drawn something. */
    boolean chartIsDrawn() {
        return page.locator("#plot canvas").count() == 1
                && page.locator("#plot .blank").count() == 0;
    }

    /** Acknowledges the first firing alert with this title, as the operator. */
    void acknowledge(String title, String password) {
        firing(title).locator("[data-act=acknowledge]").click();
        signIn(password);
    }

    /** Silences the first firing alert with this title for 15 minutes, as the operator. */
    void silence(String title, String password) {
        firing(title).locator("[data-act=silence]").click();
        firing(title).locator("[data-act=silence-15]").click();
        signIn(password);
    }

    private Locator firing(String title) {
        return page.locator("#alerts article.firing")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".name", new Page.LocatorOptions().setHasText(title))))
                .first();
    }

    /** The page asks once for a tab. */
    private void signIn(String password) {
        if (Boolean.TRUE.equals(page.evaluate("() => sessionStorage.getItem('tideline.operator') !== null"))) {
            return;
        }
        page.locator("#operator-password").fill(password);
        page.locator("dialog button[value=go]").click();
        page.locator("dialog").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    /** Cuts the page off from the network, or connects it again. */
    void offline(boolean offline) {
        page.context().setOffline(offline);
    }

    /** Errors in the browser's console and uncaught ones, since the page was opened. */
    List<String> consoleErrors() {
        return List.copyOf(consoleErrors);
    }

    /** The whole page as a PNG file. */
    void screenshot(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    /** For whatever one test alone needs. */
    Page page() {
        return page;
    }

    private void listen(ConsoleMessage message) {
        if (message.type().equals("error")) {
            consoleErrors.add(message.text() + " at " + message.location());
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
