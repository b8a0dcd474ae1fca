package io.tideline.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.tideline.local.browser.SystemChromium;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The system's own Chromium, without a window. */
final class Chromium implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(SystemChromium.FLAGS));
    }

    /** Starts it; skips the calling tests where there is none. */
    static Chromium launch() {
        Optional<Path> executable = SystemChromium.find();
        Assumptions.assumeTrue(executable.isPresent(), SystemChromium.MISSING);
        return new Chromium(executable.orElseThrow());
    }

    /** Opens an address as a reader who has not been here before. */
    StackPage open(String url, Look look) {
        StackPage page = new StackPage(browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(look.width(), look.height())
                        .setColorScheme(look.scheme()))
                .newPage());
        page.go(url);
        return page;
    }

    /** Closes every page that was opened. */
    void closePages() {
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
