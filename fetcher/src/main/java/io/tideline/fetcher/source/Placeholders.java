package io.tideline.fetcher.source;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills in {@code ${NAME}} and {@code ${NAME:default}} from the environment. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");
    private final Function<String, Optional<String>> environment;

    Placeholders(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /** Whether the text is {@code ${NAME}} and nothing else: no default, no text around it. */
    static boolean isPlainReference(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        return matcher.matches() && matcher.group(2) == null;
    }

    String filled(String text, String path, Mistakes mistakes) {
        if (!text.contains("${")) {
            return text;
        }
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), match.group(2), path, mistakes)));
    }

    private String value(String name, @Nullable String fallback, String path, Mistakes mistakes) {
        Optional<String> value = environment.apply(name).or(() -> Optional.ofNullable(fallback));
        if (value.isEmpty()) {
            mistakes.add(path, "the environment has no " + name + ". Set it, or write a default: ${" + name + ":...}");
        }
        return value.orElse("");
    }
}
