package io.tideline.fetcher.source;

import io.tideline.fetcher.reading.DataInterval;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A URL with variables in braces. {@code {latitude}} is a property of one entity, so that each entity gets a request of
 * its own; {@code {latitudes}} joins the property of several with commas. The data interval, in UTC without a zone, is
 * {@code {from}} and {@code {to}}, as days {@code {fromDate}} and {@code {toDate}} (both included), as seconds since
 * 1970 {@code {fromEpoch}} and {@code {toEpoch}}.
 */
public record UrlTemplate(String text) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final Map<String, Function<DataInterval, String>> OF_THE_INTERVAL = Map.of(
            "from", interval -> local(interval.start()).format(SECONDS),
            "to", interval -> local(interval.end()).format(SECONDS),
            "fromDate", interval -> local(interval.start()).toLocalDate().toString(),
            "toDate", interval -> lastDay(interval).toLocalDate().toString(),
            "fromEpoch", interval -> Long.toString(interval.start().getEpochSecond()),
            "toEpoch", interval -> Long.toString(interval.end().getEpochSecond()));

    /** Names of the variables of the data interval. */
    static Set<String> intervalVariables() {
        return OF_THE_INTERVAL.keySet();
    }

    Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** True if one request is about several entities. */
    public boolean namesSeveralOf(List<Entity> entities) {
        return variables().stream().anyMatch(variable -> isPlural(variable, entities));
    }

    /** True if every entity needs a request of its own. */
    public boolean namesOneOf(List<Entity> entities) {
        return variables().stream().anyMatch(variable -> isSingular(variable, entities));
    }

    static boolean isSingular(String variable, List<Entity> entities) {
        return !OF_THE_INTERVAL.containsKey(variable)
                && entities.stream().anyMatch(entity -> entity.properties().containsKey(variable));
    }

    static boolean isPlural(String variable, List<Entity> entities) {
        return variable.endsWith("s")
                && !isSingular(variable, entities)
                && isSingular(variable.substring(0, variable.length() - 1), entities);
    }

    /** The URL of one request about these entities. */
    public URI filled(DataInterval interval, List<Entity> entities) {
        Map<String, String> values = new HashMap<>();
        OF_THE_INTERVAL.forEach((name, value) -> values.put(name, value.apply(interval)));
        variables().stream()
                .filter(name -> !values.containsKey(name))
                .forEach(name -> values.put(name, joined(name, entities)));
        return URI.create(VARIABLE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), ""))));
    }

    /** The text with every variable replaced by a plain letter: what can be checked as a URL at the start. */
    String sample() {
        return VARIABLE.matcher(text).replaceAll("x");
    }

    private static String joined(String variable, List<Entity> entities) {
        String property =
                isSingular(variable, entities) ? variable : variable.substring(0, Math.max(0, variable.length() - 1));
        return entities.stream()
                .map(entity -> encoded(entity.properties().getOrDefault(property, "")))
                .collect(Collectors.joining(","));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static LocalDateTime lastDay(DataInterval interval) {
        Instant last = interval.end().isAfter(interval.start()) ? interval.end().minusMillis(1) : interval.end();
        return local(last);
    }
}
