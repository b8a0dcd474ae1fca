package io.tideline.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The fields of one JSON object. Each is taken once; what is wrong or not taken becomes a fault. A null is a missing field. */
final class JsonFields {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int MOST_SHOWN = 80;

    private final JsonNode node;
    private final String path;
    private final List<Fault> faults;
    private final Set<String> taken = new HashSet<>();

    JsonFields(JsonNode node, String path, List<Fault> faults) {
        this.node = node;
        this.path = path;
        this.faults = faults;
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    Optional<JsonFields> object(String name, String expected) {
        return take(name, expected)
                .filter(value -> value.isObject() || refuse(name, value, expected))
                .map(value -> new JsonFields(value, pathOf(name), faults));
    }

    Optional<String> text(String name, String expected) {
        return take(name, expected)
                .filter(value -> value.isTextual() || refuse(name, value, expected))
                .map(JsonNode::textValue);
    }

    /** A text that is read by {@code reader}, which throws IllegalArgumentException for what it cannot read. */
    <T> Optional<T> parsed(String name, String expected, Function<String, T> reader) {
        return text(name, expected).flatMap(text -> {
            try {
                return Optional.of(reader.apply(text));
            } catch (IllegalArgumentException e) {
                faults.add(new Fault(pathOf(name), quoted(text), expected + ": " + e.getMessage()));
                return Optional.empty();
            }
        });
    }

    <T> Optional<T> parsed(String name, T otherwise, String expected, Function<String, T> reader) {
        return has(name) ? parsed(name, expected, reader) : otherwise(name, otherwise);
    }

    <E extends Enum<E>> Optional<E> choice(String name, E[] choices, Function<E, String> word) {
        String expected =
                "one of " + String.join(", ", Arrays.stream(choices).map(word).toList());
        return text(name, expected).flatMap(text -> {
            Optional<E> found = Arrays.stream(choices)
                    .filter(choice -> word.apply(choice).equals(text))
                    .findFirst();
            if (found.isEmpty()) {
                faults.add(new Fault(pathOf(name), quoted(text), expected));
            }
            return found;
        });
    }

    static String lowerCase(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    Optional<Double> number(String name, String expected) {
        return take(name, expected)
                .filter(value -> isFinite(value) || refuse(name, value, expected))
                .map(JsonNode::doubleValue);
    }

    Optional<Integer> count(String name, int otherwise, int least, String expected) {
        if (!has(name)) {
            return otherwise(name, otherwise);
        }
        return take(name, expected)
                .filter(value -> (value.isInt() && value.intValue() >= least) || refuse(name, value, expected))
                .map(JsonNode::intValue);
    }

    /** Two finite numbers in order. */
    Optional<double[]> range(String name) {
        String expected = "two numbers, the lower first, such as [10, 30]";
        return take(name, expected)
                .filter(value -> isRange(value) || refuse(name, value, expected))
                .map(value ->
                        new double[] {value.get(0).doubleValue(), value.get(1).doubleValue()});
    }

    private static boolean isRange(JsonNode value) {
        return value.isArray()
                && value.size() == 2
                && isFinite(value.get(0))
                && isFinite(value.get(1))
                && value.get(0).doubleValue() <= value.get(1).doubleValue();
    }

    private static boolean isFinite(JsonNode value) {
        return value.isNumber() && Double.isFinite(value.doubleValue());
    }

    Optional<Duration> duration(String name, Duration least) {
        String expected = "an ISO 8601 duration of at least " + least
                + " and at most 366 days, in whole milliseconds, such as PT5M";
        return text(name, expected).flatMap(text -> {
            Optional<Duration> duration = duration(text).filter(read -> isWithin(read, least));
            if (duration.isEmpty()) {
                faults.add(new Fault(pathOf(name), quoted(text), expected));
            }
            return duration;
        });
    }

    Optional<Duration> duration(String name, Duration least, Duration otherwise) {
        return has(name) ? duration(name, least) : otherwise(name, otherwise);
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static boolean isWithin(Duration duration, Duration least) {
        return duration.compareTo(least) >= 0
                && duration.compareTo(LONGEST) <= 0
                && duration.equals(Duration.ofMillis(duration.toMillis()));
    }

    /** A fault of a field that was read well by itself and does not fit the others. */
    void fault(String name, String expected) {
        JsonNode value = node.path(name);
        faults.add(new Fault(pathOf(name), value.isMissingNode() ? "" : shown(value), expected));
    }

    /** Marks a field as known that is not looked at because of another fault. */
    void ignore(String name) {
        taken.add(name);
    }

    /** To be called when every known field was taken. */
    void refuseOthers(String known) {
        for (String name : (Iterable<String>) node::fieldNames) {
            if (!taken.contains(name)) {
                faults.add(new Fault(pathOf(name), shown(node.get(name)), "no such field; known are " + known));
            }
        }
    }

    private Optional<JsonNode> take(String name, String expected) {
        taken.add(name);
        if (!has(name)) {
            faults.add(new Fault(pathOf(name), "", expected));
            return Optional.empty();
        }
        return Optional.of(node.get(name));
    }

    private <T> Optional<T> otherwise(String name, T value) {
        taken.add(name);
        return Optional.of(value);
    }

    private boolean refuse(String name, JsonNode value, String expected) {
        faults.add(new Fault(pathOf(name), shown(value), expected));
        return false;
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + '.' + name;
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    }

    private static String quoted(String text) {
        return '"' + (text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...") + '"';
    }
}
