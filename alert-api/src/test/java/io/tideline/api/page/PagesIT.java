package io.tideline.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the pages look and fit, on a phone, on a desk and on a wall. The whole pipeline behind them is tried in deploy/e2e. */
class PagesIT extends BrowserTest {

    /** Size in pixels of the smallest text that is seen, but for units, which are a part of their value. */
    private static final String SMALLEST_TEXT = """
            Math.min(...[...document.querySelectorAll('main *')]
              .filter((one) => one.checkVisibility() && !one.closest('svg, .vh, .unit'))
              .filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
              .map((one) => parseFloat(getComputedStyle(one).fontSize)))
            """;

    @ParameterizedTest
    @CsvSource({
        "'',1440,LIGHT",
        "'',1440,DARK",
        "'',390,LIGHT",
        "rules.html,1440,LIGHT",
        "rules.html,390,DARK",
        "control.html,1440,DARK",
        "control.html,390,LIGHT"
    })
    void hasNoSeriousAccessibilityFaultAndFitsItsWidth(String path, int width, ColorScheme scheme) {
        api = FakeApi.start(6);
        api.hold("a1", 0, "CRITICAL");
        api.hold("a2", 1, "WARNING");
        open(path, width, scheme);
        await().until(() -> page.locator("#plot canvas, .hop.last").count() == 1);

        assertThat(PageBrowser.seriousFaults(page)).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        assertThat(errors).isEmpty();
        screenshot((path.isEmpty() ? "dashboard" : path.replace(".html", "")) + "-"
                + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
    }

    @ParameterizedTest
    @CsvSource({"1920,1080,LIGHT", "3840,2160,DARK"})
    void isReadAcrossARoomOnAWall(int width, int height, ColorScheme scheme) {
        api = FakeApi.start(6);
        api.hold("a1", 0, "CRITICAL");
        open("", width, scheme);
        page.setViewportSize(width, height);
        await().until(() -> page.locator("#plot canvas").count() == 1);
        double onTheDesk = pixels("#alerts .val b");

        page.locator("button[title^='For a wall']").click();

        assertThat(pixels("#alerts .val b"))
                .isGreaterThanOrEqualTo(width / 42.0)
                .isGreaterThan(onTheDesk * 1.5);
        assertThat((Number) page.evaluate(SMALLEST_TEXT))
                .extracting(Number::doubleValue)
                .satisfies(smallest -> assertThat(smallest).isGreaterThanOrEqualTo(width / 100.0));
        assertThat(page.locator("[data-act=acknowledge]").isVisible()).isFalse();
        assertThat(bottom("#plot")).isLessThanOrEqualTo(bottom("#chart-panel"));
        assertThat(bottom("#chart-panel")).isLessThanOrEqualTo(height);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        assertThat(PageBrowser.seriousFaults(page)).isEmpty();
        screenshot("wall-" + width);
        page.navigate(api.url() + "control.html");
        awaitText("#incident", "Spark is stuck");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        screenshot("wall-control-" + width);
        page.locator("button[title^='Back to the desk']").click();
        page.navigate(api.url());
        await().untilAsserted(() -> assertThat(pixels("#alerts .val b")).isEqualTo(onTheDesk));
        assertThat(errors).isEmpty();
    }

    @Test
    void hangsOnTheWallAsLongAsTheAddressAsksForIt() {
        api = FakeApi.start(6);
        api.hold("a1", 0, "CRITICAL");
        open("?wall=on", 1920, ColorScheme.DARK);
        awaitText("#alerts", "Station 0");

        assertThat(page.locator("[data-act=acknowledge]").isVisible()).isFalse();
        double onTheWall = pixels("#alerts .val b");
        page.locator("button[title^='Back to the desk']").click();
        assertThat(page.locator("[data-act=acknowledge]").isVisible()).isTrue();
        assertThat(pixels("#alerts .val b")).isLessThan(onTheWall);
        assertThat(page.url()).doesNotContain("wall");

        page.navigate(api.url() + "?wall=on");
        awaitText("#alerts", "Station 0");
        page.navigate(api.url());
        awaitText("#alerts", "Station 0");
        assertThat(page.locator("[data-act=acknowledge]").isVisible()).isTrue();
        assertThat(errors).isEmpty();
    }

    private double bottom(String selector) {
        return page.locator(selector).boundingBox().y + page.locator(selector).boundingBox().height;
    }

    /** Size of a text in pixels, once it is there. */
    private double pixels(String selector) {
        String size = "node => parseFloat(getComputedStyle(node).fontSize) || 0";
        return await().until(
                        () -> ((Number) page.locator(selector).first().evaluate(size)).doubleValue(),
                        pixels -> pixels > 0);
    }
}
