package io.tideline.api.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.tideline.local.browser.SystemChromium;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The system's own Chromium, without a window. */
final class PageBrowser implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;

    private PageBrowser(Path chromium) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(SystemChromium.FLAGS));
    }

    /** Starts it; skips the calling tests where there is none. */
    static PageBrowser launch() {
        Optional<Path> chromium = SystemChromium.find();
        Assumptions.assumeTrue(chromium.isPresent(), SystemChromium.MISSING);
        return new PageBrowser(chromium.orElseThrow());
    }

    /** A page of somebody who has not been here before. */
    Page page(int width, ColorScheme scheme, List<String> errors) {
        Page page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, width < 500 ? 844 : 1000)
                        .setColorScheme(scheme))
                .newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        return page;
    }

    /** What axe-core finds to be a serious or critical fault of accessibility. */
    static List<?> seriousFaults(Page page) {
        try (InputStream script = Objects.requireNonNull(PageBrowser.class.getResourceAsStream("/axe.min.js"))) {
            return (List<?>) page.evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    + "\n;axe.run(document, {resultTypes: ['violations']})"
                    + ".then(result => result.violations.filter(one => ['serious', 'critical'].includes(one.impact))"
                    + ".map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' ')))");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        playwright.close();
    }
}
