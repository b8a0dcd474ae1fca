package io.tideline.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page of the alert API in a browser, with one reader. */
final class StackPage {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    /** Notes when the first facts from the API are on the page: of the dashboard, of the rules, of the control center. */
    private static final String STOPWATCH = """
            new MutationObserver(() => {
              if (!window.meaningfulAt && document.querySelector('#alerts-panel[aria-busy=false], .rule-list, .hop'))
                requestAnimationFrame(() => (window.meaningfulAt ??= performance.now()));
            }).observe(document, { childList: true, subtree: true, attributes: true });
            """;

    private final Page page;
    private final List<String> consoleErrors = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** What a reader sees of one active alert. */
    record ActiveAlert(String group, String title, String rule, String text) {}

    /** What it took to show the page: milliseconds to the first paint and to the first facts, and bytes of all that was loaded. */
    record Cost(long firstPaint, long firstFacts, long bytes) {}

    StackPage(Page page) {
        this.page = page;
        page.addInitScript(STOPWATCH);
        page.onConsoleMessage(this::listen);
        page.onPageError(error -> consoleErrors.add("uncaught: " + error));
        page.onRequest(request -> requests.add(request.url()));
    }

    void go(String url) {
        page.navigate(url);
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

    /** Waits for an alert of this title in a group of the list, such as Firing, and gives what a reader sees of it. */
    ActiveAlert awaitAlert(String group, String title) {
        return await("alert '" + title + "' in the group " + group)
                .atMost(PATIENCE)
                // An alert may resolve, and another come, while the page is read.
                .ignoreExceptionsInstanceOf(PlaywrightException.class)
                .until(
                        () -> activeAlerts().stream()
                                .filter(alert -> alert.group().equals(group)
                                        && alert.title().equals(title))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until an element says all of this. */
    void awaitText(String selector, String... texts) {
        await(selector).atMost(PATIENCE).untilAsserted(() -> assertThat(text(selector))
                .contains(texts));
    }

    /** What an element says now, in one line; nothing where there is none. */
    String text(String selector) {
        return String.join(" ", page.locator(selector).allInnerTexts())
                .replaceAll("\\s+", " ")
                .strip();
    }

    int count(String selector) {
        return page.locator(selector).count();
    }

    void click(String selector) {
        page.locator(selector).first().click();
    }

    void fill(String selector, String value) {
        page.locator(selector).fill(value);
    }

    void press(String selector, String key) {
        page.locator(selector).press(key);
    }

    Object evaluate(String script) {
        return page.evaluate(script);
    }

    String title() {
        return page.title();
    }

    /** Clicks an action of an active alert, such as acknowledge, silence-15 or end. */
    void act(String title, String action) {
        alert(title).locator("[data-act=" + action + "]").click();
    }

    /** Says something about an active alert. */
    void comment(String title, String comment) {
        act(title, "comment");
        alert(title).locator("textarea").fill(comment);
        alert(title).locator("button:has-text('Add comment')").click();
    }

    private Locator alert(String title) {
        return page.locator("#alerts article")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".name", new Page.LocatorOptions().setHasText(title))))
                .first();
    }

    /** Gives the operator's password, which the page asks for once in a tab. */
    void signIn(String password) {
        if (Boolean.TRUE.equals(evaluate("sessionStorage.getItem('tideline.operator') !== null"))) return;
        fill("#operator-password", password);
        click("dialog button[value=go]");
        page.locator("#operator-password")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    /** Cuts the page off from the network, or connects it again. */
    void offline(boolean offline) {
        page.context().setOffline(offline);
    }

    /** True when the chart has drawn something. */
    boolean chartIsDrawn() {
        return count("#plot canvas") == 1 && count("#plot .blank") == 0;
    }

    /** Every address that the page has asked for. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Errors in the browser's console and uncaught ones, since the page was opened. */
    List<String> consoleErrors() {
        return List.copyOf(consoleErrors);
    }

    /** What axe-core finds to be a serious or critical fault of accessibility. */
    List<?> seriousFaults() {
        try (InputStream script = requireNonNull(StackPage.class.getResourceAsStream("/axe.min.js"))) {
            return (List<?>) page.evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    + "\n;axe.run(document, {resultTypes: ['violations']})"
                    + ".then(result => result.violations.filter(one => ['serious', 'critical'].includes(one.impact))"
                    + ".map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' ')))");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it took to show the page. Waits for its first facts. */
    Cost cost() {
        await("first facts").atMost(PATIENCE).until(() -> evaluate("window.meaningfulAt ?? null") != null);
        return new Cost(
                figure("performance.getEntriesByName('first-contentful-paint')[0].startTime"),
                figure("window.meaningfulAt"),
                figure("['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))"
                        + ".reduce((sum, entry) => sum + entry.decodedBodySize, 0)"));
    }

    private long figure(String expression) {
        return Math.round(((Number) evaluate(expression)).doubleValue());
    }

    /** The whole page, or the window where a dialog is open, as a PNG file of this name among the screenshots. */
    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(count("dialog") == 0));
    }

    private void listen(ConsoleMessage message) {
        if (message.type().equals("error")) {
            consoleErrors.add(message.text() + " at " + message.location());
        }
    }
}
