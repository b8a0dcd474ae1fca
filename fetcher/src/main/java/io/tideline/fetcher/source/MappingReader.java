package io.tideline.fetcher.source;

import io.tideline.fetcher.source.TimeRule.Notation;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the part {@code mapping} of a source. */
final class MappingReader {
    private static final String LAYOUTS = "object, arrays, records or csv";
    private static final String POINTER = "a JSON Pointer";
    private static final Map<String, Notation> NOTATIONS = notations();

    private final Section section;
    private final Format format;

    MappingReader(Section section, Format format) {
        this.section = section;
        this.format = format;
    }

    Mapping read() {
        Mapping mapping = new Mapping(
                layout(),
                section.parsed("entity", POINTER, this::field),
                time(),
                metrics(),
                section.parsed("error", POINTER, Path::of),
                Set.copyOf(section.texts("missing")));
        if (format == Format.CSV && mapping.error().isPresent()) {
            section.mistakes().expected(section.path("error"), "none beside csv, which has no place for one", "one");
        }
        section.close();
        return mapping;
    }

    private Layout layout() {
        List<String> given = Stream.of("object", "arrays", "records", "csv")
                .filter(section::has)
                .toList();
        if (given.size() != 1) {
            section.mistakes().expected(section.path(), "exactly one of " + LAYOUTS, given.isEmpty() ? "none" : given);
            return new Layout.OneObject(Path.DOCUMENT);
        }
        String kind = given.get(0);
        if (kind.equals("csv") != (format == Format.CSV)) {
            section.mistakes().expected(section.path(kind), "a layout for the format " + format, kind);
        }
        return switch (kind) {
            case "object" -> new Layout.OneObject(pointer("object"));
            case "arrays" -> new Layout.ParallelArrays(pointer("arrays"));
            case "records" -> new Layout.Records(pointer("records"), pairs());
            default -> table();
        };
    }

    private Layout table() {
        Map<String, Boolean> choices = new LinkedHashMap<>();
        choices.put("header-first", false);
        choices.put("header-after-blank-line", true);
        return new Layout.Table(section.one("csv", choices).orElse(false));
    }

    private Optional<Layout.Pairs> pairs() {
        if (!section.has("pairs")) {
            return Optional.empty();
        }
        Section pairs = section.section("pairs");
        Layout.Pairs read = new Layout.Pairs(
                requiredPointer(pairs, "in"),
                requiredPointer(pairs, "name"),
                requiredPointer(pairs, "value"),
                pairs.parsed("unit", POINTER, Path::of));
        pairs.close();
        return Optional.of(read);
    }

    private TimeRule time() {
        if (section.raw("time").isTextual()) {
            return new TimeRule(fieldOf(section, "time"), new Notation.Iso(), Optional.empty(), Optional.empty());
        }
        if (!section.has("time")) {
            section.mistakes().expected(section.path("time"), "where the time stands", "nothing");
            return new TimeRule(Path.DOCUMENT, new Notation.Received(), Optional.empty(), Optional.empty());
        }
        return time(section.section("time"));
    }

    private TimeRule time(Section time) {
        Optional<Notation> named = time.has("pattern") ? Optional.empty() : time.one("format", NOTATIONS);
        Notation notation = time.parsed("pattern", "a pattern of java.time", MappingReader::pattern)
                .or(() -> named)
                .orElse(new Notation.Iso());
        TimeRule rule = new TimeRule(
                notation instanceof Notation.Received ? Path.DOCUMENT : fieldOf(time, "at"),
                notation,
                time.parsed("zone", "a zone such as UTC or Europe/Berlin", ZoneId::of),
                time.parsed("offsetAt", POINTER, Path::of));
        time.close();
        return rule;
    }

    private List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        section.raw("metrics").fieldNames().forEachRemaining(name -> metrics.add(metric(name)));
        if (metrics.isEmpty()) {
            section.mistakes().expected(section.path("metrics"), "at least one metric", "none");
        }
        return List.copyOf(metrics);
    }

    private Metric metric(String name) {
        Section metrics = section.section("metrics");
        if (!SourceReader.isName(name)) {
            metrics.mistakes().expected(metrics.path(name), SourceReader.NAME_RULE, "'" + name + "'");
        }
        if (metrics.raw(name).isTextual()) {
            return new Metric(name, fieldOf(metrics, name), unitOfItsOwn());
        }
        Section metric = metrics.section(name);
        Metric read = new Metric(name, fieldOf(metric, "value"), unit(metric));
        metric.close();
        return read;
    }

    private UnitRule unit(Section metric) {
        if (metric.has("unit") && metric.has("unitAt")) {
            metric.mistakes().expected(metric.path(), "either unit or unitAt", "both");
        }
        Optional<UnitRule> fixed = metric.text("unit").map(UnitRule.Fixed::new);
        Optional<UnitRule> elsewhere =
                metric.parsed("unitAt", POINTER, this::field).map(UnitRule.At::new);
        return fixed.or(() -> elsewhere).orElse(unitOfItsOwn());
    }

    private UnitRule unitOfItsOwn() {
        return format == Format.CSV ? new UnitRule.InHeader() : new UnitRule.Fixed("");
    }

    private Path pointer(String key) {
        return section.parsed(key, POINTER, Path::of).orElse(Path.DOCUMENT);
    }

    private Path fieldOf(Section holder, String key) {
        if (!holder.has(key)) {
            holder.mistakes().expected(holder.path(key), POINTER, "nothing");
        }
        return holder.parsed(key, POINTER, this::field).orElse(Path.DOCUMENT);
    }

    private static Path requiredPointer(Section holder, String key) {
        if (!holder.has(key)) {
            holder.mistakes().expected(holder.path(key), POINTER, "nothing");
        }
        return holder.parsed(key, POINTER, Path::of).orElse(Path.DOCUMENT);
    }

    /** A header of CSV is a name, slashes and all; in JSON a field is a pointer. */
    private Path field(String written) {
        boolean header = format == Format.CSV && !written.startsWith("/");
        return header ? Path.of(written.replace("~", "~0").replace("/", "~1")) : Path.of(written);
    }

    private static Notation pattern(String pattern) {
        DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.NANO_OF_DAY, 0)
                .toFormatter(Locale.ENGLISH);
        // A default for the time of day must not contradict a pattern that has one.
        boolean hasTimeOfDay = pattern.chars().anyMatch(c -> "HhKkmsSAnN".indexOf(c) >= 0);
        return new Notation.Pattern(hasTimeOfDay ? DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH) : formatter);
    }

    private static Map<String, Notation> notations() {
        Map<String, Notation> notations = new LinkedHashMap<>();
        notations.put("iso", new Notation.Iso());
        notations.put("epoch-s", new Notation.Epoch(1));
        notations.put("epoch-ms", new Notation.Epoch(1_000));
        notations.put("epoch-us", new Notation.Epoch(1_000_000));
        notations.put("epoch-ns", new Notation.Epoch(1_000_000_000));
        notations.put("received", new Notation.Received());
        return notations;
    }
}
