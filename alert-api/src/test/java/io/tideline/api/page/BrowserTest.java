package io.tideline.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Tests of pages in a real browser before an API that says what the test wants. */
abstract class BrowserTest {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static PageBrowser browser;

    final List<String> errors = new CopyOnWriteArrayList<>();
    /** To be started by the test. */
    FakeApi api;

    Page page;

    @BeforeAll
    static void launch() {
        browser = PageBrowser.launch();
    }

    @AfterAll
    static void quit() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void close() {
        page.context().close();
        api.close();
    }

    final void open(String path, int width, ColorScheme scheme) {
        page = browser.page(width, scheme, errors);
        page.navigate(api.url() + path);
    }

    final void awaitText(String selector, String... texts) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> assertThat(page.locator(selector).innerText()).contains(texts));
    }

    final void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }
}
