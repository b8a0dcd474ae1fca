package io.tideline.fetcher.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One mapping of the YAML file, read key by key. A key that nobody read is a mistake. */
final class Section {
    private static final String SCHEDULE_RULE =
            "a duration of days, hours, minutes and seconds such as PT30S, PT15M or P1D";
    private static final Pattern SCHEDULE =
            Pattern.compile("P(?=.)(?:[0-9]{1,6}D)?(?:T(?=[0-9])(?:[0-9]{1,6}H)?(?:[0-9]{1,6}M)?(?:[0-9]{1,6}S)?)?");
    private final JsonNode node;
    private final String path;
    private final Placeholders placeholders;
    private final Mistakes mistakes;
    private final Set<String> known = new LinkedHashSet<>();

    Section(JsonNode node, String path, Placeholders placeholders, Mistakes mistakes) {
        this.node = node;
        this.path = path;
        this.placeholders = placeholders;
        this.mistakes = mistakes;
        if (!node.isObject() && !node.isMissingNode()) {
            mistakes.expected(path, "keys and values", brief(node));
        }
    }

    String path() {
        return path;
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Mistakes mistakes() {
        return mistakes;
    }

    boolean has(String key) {
        known.add(key);
        return node.has(key);
    }

    JsonNode raw(String key) {
        known.add(key);
        return node.path(key);
    }

    /** The text as it stands in the file: what a message may show, for the environment may have filled in a secret. */
    String written(String key) {
        return raw(key).asText();
    }

    Optional<String> text(String key) {
        JsonNode value = raw(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            mistakes.expected(path(key), "text", brief(value));
            return Optional.empty();
        }
        return Optional.of(placeholders.filled(value.asText(), path(key), mistakes));
    }

    /** The text, or "" and a mistake where there is none. */
    String required(String key, String what) {
        Optional<String> text = text(key);
        if (text.isEmpty() && !node.path(key).isContainerNode()) {
            mistakes.expected(path(key), what, "nothing");
        }
        return text.orElse("");
    }

    /** A secret, which only the environment may hold: no default stands in the file, and an empty one guards nothing. */
    Secret secret(String key) {
        String written = raw(key).asText();
        if (!Placeholders.isPlainReference(written)) {
            mistakes.expected(
                    path(key), "a reference to the environment such as ${NAME}, without a default", "something else");
            return new Secret("");
        }
        String secret = text(key).orElse("");
        if (secret.isBlank() && !mistakes.hasOneAt(path(key))) {
            mistakes.expected(path(key), "a secret in the environment as " + written, "an empty one");
        }
        return new Secret(secret);
    }

    boolean flag(String key, String fallback) {
        String text = text(key).orElse(fallback);
        if (!text.equals("true") && !text.equals("false")) {
            mistakes.expected(path(key), "true or false", written(key));
        }
        return text.equals("true");
    }

    Duration duration(String key, String fallback) {
        String text = text(key).orElse(fallback);
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // told below, with the same words as for a negative one
        }
        mistakes.expected(path(key), "a duration such as PT30S or PT15M", "'" + written(key) + "'");
        return Duration.ofSeconds(1);
    }

    /** A duration as the DAGs read it, too: whole seconds, days and shorter. */
    Duration schedule(String key, String fallback) {
        String text = text(key).orElse(fallback);
        Duration duration = SCHEDULE.matcher(text).matches() ? Duration.parse(text) : Duration.ZERO;
        if (duration.isZero()) {
            mistakes.expected(path(key), SCHEDULE_RULE, "'" + written(key) + "'");
            return Duration.ofSeconds(1);
        }
        return duration;
    }

    Optional<Integer> number(String key, int least) {
        Optional<String> text = text(key);
        try {
            Optional<Integer> number = text.map(Integer::valueOf);
            if (number.isEmpty() || number.get() >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        mistakes.expected(path(key), "a whole number of at least " + least, "'" + written(key) + "'");
        return Optional.empty();
    }

    <T> Optional<T> one(String key, Map<String, T> choices) {
        Optional<String> text = text(key);
        Optional<T> choice = text.map(name -> name.toLowerCase(Locale.ROOT)).map(choices::get);
        if (text.isPresent() && choice.isEmpty()) {
            mistakes.expected(path(key), "one of " + String.join(", ", choices.keySet()), "'" + written(key) + "'");
        }
        return choice;
    }

    /** Reads a text in its own notation; what the reader refuses with an IllegalArgumentException is a mistake. */
    <T> Optional<T> parsed(String key, String what, Function<String, T> reader) {
        Optional<String> text = text(key);
        try {
            return text.map(reader);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            mistakes.expected(path(key), what, "'" + written(key) + "'");
            return Optional.empty();
        }
    }

    Section section(String key) {
        return new Section(raw(key), path(key), placeholders, mistakes);
    }

    /** The sections under a key that holds a mapping of names. */
    Map<String, Section> sections(String key) {
        Map<String, Section> sections = new LinkedHashMap<>();
        JsonNode values = raw(key);
        if (!values.isObject() && !values.isMissingNode()) {
            mistakes.expected(path(key), "names and what they mean", brief(values));
        }
        values.properties()
                .forEach(each -> sections.put(
                        each.getKey(),
                        new Section(each.getValue(), path(key) + "." + each.getKey(), placeholders, mistakes)));
        return sections;
    }

    List<Section> list(String key) {
        List<Section> sections = new ArrayList<>();
        JsonNode values = raw(key);
        if (!values.isArray() && !values.isMissingNode()) {
            mistakes.expected(path(key), "a list", brief(values));
        }
        if (values.isArray()) {
            for (int i = 0; i < values.size(); i++) {
                sections.add(new Section(values.get(i), path(key) + "[" + i + "]", placeholders, mistakes));
            }
        }
        return sections;
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        JsonNode values = raw(key);
        boolean usable = values.isArray() || values.isMissingNode();
        for (JsonNode value : values) {
            usable &= value.isValueNode();
            texts.add(value.asText());
        }
        if (!usable) {
            mistakes.expected(path(key), "a list of texts such as [NaN]", brief(values));
        }
        return texts;
    }

    /** Every key and its text. */
    Map<String, String> all() {
        Map<String, String> texts = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(key -> text(key).ifPresent(value -> texts.put(key, value)));
        return texts;
    }

    /** To be called when every key was read. */
    void close() {
        node.fieldNames().forEachRemaining(this::refuseUnknown);
    }

    private void refuseUnknown(String key) {
        if (!known.contains(key)) {
            mistakes.add(path(key), "unknown key. Known here: " + String.join(", ", known));
        }
    }

    static String brief(JsonNode node) {
        String text = node.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
