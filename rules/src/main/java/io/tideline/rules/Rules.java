package io.tideline.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tideline.rules.condition.Condition;
import io.tideline.rules.condition.Silence;
import io.tideline.rules.series.Glob;
import io.tideline.rules.series.SeriesSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules as JSON, in the shape of one entry of {@code deploy/rules.yaml}, which explains the fields. */
public final class Rules {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_MESSAGE = 1000;
    /** Names of figures that a silence does not have. */
    private static final Set<String> NOT_OF_SILENCE = Set.of("value", "unit", "peak");

    private final JsonFields fields;
    private final List<Fault> faults;

    private Rules(JsonFields fields, List<Fault> faults) {
        this.fields = fields;
        this.faults = faults;
    }

    /** Reads a rule, and finds every fault at once. */
    public static ParsedRule read(String json, int version) {
        JsonNode node;
        try {
            node = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return new ParsedRule.Faulty(List.of(new Fault("", "not JSON", "an object: " + e.getOriginalMessage())));
        }
        if (!node.isObject()) {
            return new ParsedRule.Faulty(
                    List.of(new Fault("", "not an object", "an object with id, name, condition and so on")));
        }
        List<Fault> faults = new ArrayList<>();
        return new Rules(new JsonFields(node, "", faults), faults).rule(version);
    }

    private ParsedRule rule(int version) {
        Optional<String> id = fields.parsed("id", "letters, digits, '.', '_' and '-', at most 100", Rules::id);
        Optional<String> name = fields.parsed("name", "a text of 1 to " + LONGEST_NAME, Rules::name);
        Optional<Severity> severity = fields.choice("severity", Severity.values(), Severity::name);
        Optional<SeriesSelector> series =
                fields.object("series", "an object with source, entity, metric").flatMap(Rules::selector);
        Optional<Condition> condition =
                fields.object("condition", "an object with kind").flatMap(of -> new ConditionParser(of).condition());
        Optional<Duration> holdFor = fields.duration("for", Duration.ZERO, Duration.ZERO);
        Optional<Duration> keepFiringFor = fields.duration("keepFiringFor", Duration.ZERO, Duration.ZERO);
        Optional<MessageTemplate> message = fields.parsed("message", "a text with names in braces", Rules::message);
        condition.ifPresent(of -> message.ifPresent(text -> refuseNamesOfOthers(of, text)));
        fields.refuseOthers("id, name, severity, series, condition, for, keepFiringFor, message");
        if (!faults.isEmpty()) {
            return new ParsedRule.Faulty(List.copyOf(faults));
        }
        return new ParsedRule.Valid(new Rule(
                id.orElseThrow(),
                version,
                name.orElseThrow(),
                severity.orElseThrow(),
                series.orElseThrow(),
                condition.orElseThrow(),
                holdFor.orElseThrow(),
                keepFiringFor.orElseThrow(),
                message.orElseThrow()));
    }

    private static Optional<SeriesSelector> selector(JsonFields fields) {
        Optional<Glob> source = glob(fields, "source");
        Optional<Glob> entity = glob(fields, "entity");
        Optional<Glob> metric = glob(fields, "metric");
        fields.refuseOthers("source, entity, metric");
        if (source.isEmpty() || entity.isEmpty() || metric.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SeriesSelector(source.get(), entity.get(), metric.get()));
    }

    private static Optional<Glob> glob(JsonFields fields, String part) {
        return fields.parsed(part, Glob.of("*"), "a word or a glob such as * or [a-f]*", Glob::of);
    }

    private static String id(String text) {
        return require(text, ID.matcher(text).matches(), "it has other characters, or is empty or too long");
    }

    private static String name(String text) {
        return require(text, !text.isBlank() && text.length() <= LONGEST_NAME, "it is blank or too long");
    }

    private static MessageTemplate message(String text) {
        return MessageTemplate.of(
                require(text, text.length() <= LONGEST_MESSAGE, "it is longer than " + LONGEST_MESSAGE));
    }

    private static String require(String text, boolean valid, String otherwise) {
        if (!valid) {
            throw new IllegalArgumentException(otherwise);
        }
        return text;
    }

    private void refuseNamesOfOthers(Condition condition, MessageTemplate message) {
        if (condition instanceof Silence && NOT_OF_SILENCE.stream().anyMatch(message::uses)) {
            fields.fault("message", "a text without {value}, {unit} and {peak}: a silence has none");
        }
    }
}
