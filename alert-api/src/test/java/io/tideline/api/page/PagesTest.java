package io.tideline.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as files: whatever they refer to is there, nothing is inline, and they stay light. */
class PagesTest {

    private static final Path ROOT = Path.of("src/main/resources/META-INF/resources");
    private static final int MOST_BYTES = 500_000;
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"#?]+)[^\"]*\"");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import) '([^']+)'");
    /** Also of what is imported when the page is there already. */
    private static final Pattern ANY_IMPORT = Pattern.compile("(?:from |import |import\\()'([^']+)'");

    private static final Pattern AHEAD = Pattern.compile("name=\"ahead\" content=\"([^\"]+)\"");
    private static final Pattern READ = Pattern.compile("(?:read(?:All)?|new Report)\\('([^']+)'");
    private static final Pattern ENTRY = Pattern.compile("src=\"([^\"]+)\" type=\"module\"");
    private static final Pattern PRELOAD = Pattern.compile("rel=\"modulepreload\" href=\"([^\"]+)\"");
    private static final Pattern INLINE =
            Pattern.compile("<script(?![^>]*src=)|<style|\\sstyle=|\\son[a-z]+=|javascript:");
    private static final Pattern MARKUP_FROM_TEXT =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function");
    private static final Pattern FOREIGN = Pattern.compile("(?:https?:)?//[a-z0-9.-]+\\.[a-z]{2,}");

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "rules.html", "control.html"})
    void everythingThatAPageRefersToIsPackedWithIt(String page) {
        List<String> references = found(REFERENCE, text(ROOT.resolve(page)));

        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(resource(reference))
                .as("%s in %s", reference, page)
                .isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "rules.html", "control.html"})
    void aPageWithAllThatItLoadsStaysUnderHalfAMegabyte(String page) {
        Set<String> loaded = new HashSet<>();
        found(REFERENCE, text(ROOT.resolve(page))).stream()
                .filter(reference -> !reference.endsWith(".html") && !reference.equals("./"))
                .forEach(reference -> load(URI.create(reference), ANY_IMPORT, loaded));

        long bytes = loaded.stream().mapToLong(PagesTest::size).sum() + size(page);

        assertThat(bytes).isLessThan(MOST_BYTES);
    }

    /** Without that the browser finds out about them one import after the other. */
    @ParameterizedTest
    @ValueSource(strings = {"index.html", "rules.html", "control.html"})
    void everyModuleThatAPageImportsIsLoadedAtOnce(String page) {
        String text = text(ROOT.resolve(page));
        Set<String> imported = new TreeSet<>();
        found(ENTRY, text).forEach(entry -> load(URI.create(entry), IMPORT, imported));

        assertThat(found(PRELOAD, text)).containsExactlyElementsOf(minus(imported, found(ENTRY, text)));
    }

    /** An answer that nobody takes is a request for nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"index.html", "rules.html", "control.html"})
    void whatAPageAsksAheadIsReadByItsModules(String page) {
        String text = text(ROOT.resolve(page));
        Set<String> imported = new TreeSet<>();
        found(ENTRY, text).forEach(entry -> load(URI.create(entry), IMPORT, imported));
        Set<String> read = imported.stream()
                .flatMap(module -> found(READ, text(ROOT.resolve(module))).stream())
                .collect(Collectors.toSet());

        assertThat(found(AHEAD, text)).singleElement().satisfies(paths -> assertThat(read)
                .contains(paths.split(" ")));
    }

    @Test
    void importedModulesExist() {
        List<String> missing = new ArrayList<>();

        for (Path module : files(".js")) {
            for (String reference : found(ANY_IMPORT, text(module))) {
                Path target = module.resolveSibling(reference).normalize();
                if (!Files.isRegularFile(target)) {
                    missing.add(ROOT.relativize(module) + " imports " + reference);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void pagesCarryNoInlineScriptOrStyle() {
        assertThat(files(".html")).isNotEmpty().allSatisfy(page -> assertThat(found(INLINE, text(page)))
                .as("inline in %s", page)
                .isEmpty());
    }

    @Test
    void modulesNeverTurnTextIntoMarkup() {
        assertThat(files(".js")).isNotEmpty().allSatisfy(module -> assertThat(
                        MARKUP_FROM_TEXT.matcher(text(module)).find())
                .as("%s makes markup from text", module)
                .isFalse());
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        Stream.of(".html", ".js", ".css", ".svg")
                .flatMap(ending -> files(ending).stream())
                .forEach(file -> assertThat(found(FOREIGN, text(file)))
                        .as("addresses in %s", file)
                        .allMatch(address -> address.endsWith("www.w3.org")));
    }

    /** Follows the imports of a module. */
    private static void load(URI reference, Pattern imports, Set<String> loaded) {
        if (!loaded.add(reference.toString()) || reference.toString().startsWith("webjars/")) {
            return;
        }
        if (reference.toString().endsWith(".js")) {
            found(imports, text(ROOT.resolve(reference.toString())))
                    .forEach(imported -> load(reference.resolve(imported), imports, loaded));
        }
    }

    private static List<String> minus(Set<String> all, List<String> some) {
        return all.stream().filter(one -> !some.contains(one)).toList();
    }

    private static List<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.groupCount() > 0 ? matcher.group(1) : matcher.group());
        }
        return found;
    }

    private static List<Path> files(String ending) {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL resource(String reference) {
        String name = reference.equals("./") ? "index.html" : reference;
        return PagesTest.class.getResource("/META-INF/resources/" + name);
    }

    private static long size(String reference) {
        try (var bytes = resource(reference).openStream()) {
            return bytes.readAllBytes().length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
