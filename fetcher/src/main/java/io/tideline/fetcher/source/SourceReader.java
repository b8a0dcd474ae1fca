package io.tideline.fetcher.source;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads one source of the file. */
final class SourceReader {
    static final String NAME_RULE = "a name of letters, digits, '-' and '_'";
    private static final String AUTHENTICATIONS = "one of bearer, user and password, header and key, or query and key";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    /** A token of RFC 9110, section 5.6.2. */
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private static final int SIXTEEN_MB = 16 * 1024 * 1024;

    private final String name;
    private final Section section;
    private final Units units;

    SourceReader(String name, Section section, Units units) {
        this.name = name;
        this.section = section;
        this.units = units;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    Source read() {
        if (!isName(name)) {
            section.mistakes().expected(section.path(), NAME_RULE, "'" + name + "'");
        }
        Format format = section.one("format", formats()).orElse(Format.JSON);
        List<Entity> entities = entities();
        Source source = new Source(
                name,
                section.text("description").orElse(""),
                section.flag("simulated", "false"),
                section.flag("enabled", "true"),
                section.schedule("schedule", "PT15M"),
                url(entities),
                headers(),
                authentication(),
                section.flag("allowPrivateAddresses", "false"),
                format,
                entities,
                new MappingReader(section.section("mapping"), format).read(),
                units,
                limits(),
                pushToken());
        checkEntityIsKnown(source);
        section.close();
        return source;
    }

    /** A record is about the entity that it names, or else about the only one that a request asks for. */
    private void checkEntityIsKnown(Source source) {
        UrlTemplate url = source.url();
        boolean asksForOne = source.entities().size() == 1
                || url.namesOneOf(source.entities())
                || url.namesSeveralOf(source.entities());
        if (source.mapping().entity().isEmpty() && !asksForOne) {
            section.mistakes()
                    .expected(
                            section.path("mapping.entity"),
                            "where a record names its entity",
                            "nothing, and the URL names no entity");
        }
    }

    private List<Entity> entities() {
        List<Entity> entities = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (Section entity : section.list("entities")) {
            Map<String, String> properties = entity.all();
            String entityName = entity.required("name", "a name");
            checkNumber(entity, properties, "latitude");
            checkNumber(entity, properties, "longitude");
            if (entityName.contains("/")) {
                section.mistakes().expected(entity.path("name"), "a name without '/'", "'" + entityName + "'");
            }
            if (!names.add(entityName)) {
                section.mistakes().expected(entity.path("name"), "a name of its own", "'" + entityName + "' again");
            }
            entities.add(new Entity(entityName, properties));
        }
        return List.copyOf(entities);
    }

    private void checkNumber(Section entity, Map<String, String> properties, String key) {
        String text = properties.getOrDefault(key, "0");
        try {
            Double.parseDouble(text);
        } catch (NumberFormatException e) {
            section.mistakes().expected(entity.path(key), "a number", "'" + text + "'");
            properties.remove(key);
        }
    }

    private UrlTemplate url(List<Entity> entities) {
        UrlTemplate template = new UrlTemplate(section.required("url", "a URL"));
        for (String variable : template.variables()) {
            if (!isKnown(variable, entities)) {
                section.mistakes()
                        .expected(
                                section.path("url"),
                                "one of the variables " + variables(entities),
                                "{" + variable + "}");
            }
        }
        checkUrl(template);
        return template;
    }

    private static boolean isKnown(String variable, List<Entity> entities) {
        return UrlTemplate.intervalVariables().contains(variable)
                || UrlTemplate.isSingular(variable, entities)
                || UrlTemplate.isPlural(variable, entities);
    }

    private void checkUrl(UrlTemplate template) {
        try {
            URI uri = URI.create(template.sample());
            String scheme = String.valueOf(uri.getScheme());
            if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
                section.mistakes()
                        .expected(section.path("url"), "http:// or https:// and a host", section.written("url"));
            }
            if (uri.getRawUserInfo() != null) {
                section.mistakes().expected(section.path("url"), "user and password under auth", "them in the URL");
            }
        } catch (IllegalArgumentException e) {
            section.mistakes().expected(section.path("url"), "a URL", section.written("url"));
        }
    }

    private static Set<String> variables(List<Entity> entities) {
        Set<String> names = new TreeSet<>(UrlTemplate.intervalVariables());
        for (Entity entity : entities) {
            for (String property : entity.properties().keySet()) {
                names.add(property);
                names.add(property + "s");
            }
        }
        return names;
    }

    private Map<String, String> headers() {
        Section headers = section.section("headers");
        Map<String, String> all = headers.all();
        for (String header : all.keySet()) {
            if (!HEADER.matcher(header).matches()) {
                section.mistakes().expected(headers.path(header), "a name of a header", "'" + header + "'");
            }
            if (header.equalsIgnoreCase("Authorization")) {
                section.mistakes().expected(headers.path(header), "what proves who calls under auth", "a header");
            }
        }
        return Map.copyOf(all);
    }

    private Authentication authentication() {
        if (!section.has("auth")) {
            return new Authentication.None();
        }
        if (!section.raw("auth").isObject()) {
            section.mistakes().expected(section.path("auth"), AUTHENTICATIONS, "something else");
            return new Authentication.None();
        }
        Section auth = section.section("auth");
        Authentication read = authentication(auth);
        auth.close();
        return read;
    }

    private static Authentication authentication(Section auth) {
        if (auth.has("bearer")) {
            return new Authentication.Bearer(auth.secret("bearer"));
        }
        if (auth.has("user")) {
            return new Authentication.Basic(auth.required("user", "a user"), auth.secret("password"));
        }
        if (auth.has("header")) {
            return new Authentication.KeyInHeader(auth.required("header", "a header"), auth.secret("key"));
        }
        if (auth.has("query")) {
            return new Authentication.KeyInQuery(auth.required("query", "a parameter"), auth.secret("key"));
        }
        auth.mistakes().expected(auth.path(), AUTHENTICATIONS, "none");
        return new Authentication.None();
    }

    private Limits limits() {
        Section limits = section.section("limits");
        Limits read = new Limits(
                limits.duration("connectTimeout", "PT5S"),
                limits.duration("timeout", "PT30S"),
                limits.number("perSecond", 1).orElse(5),
                limits.number("perDay", 1).map(OptionalInt::of).orElse(OptionalInt.empty()),
                limits.number("parallel", 1).orElse(4),
                limits.number("retries", 0).orElse(3),
                limits.number("maxBytes", 1).orElse(SIXTEEN_MB),
                limits.number("entitiesPerRequest", 1).orElse(100));
        limits.close();
        return read;
    }

    private Optional<Secret> pushToken() {
        return section.has("pushToken") ? Optional.of(section.secret("pushToken")) : Optional.empty();
    }

    private static Map<String, Format> formats() {
        Map<String, Format> formats = new LinkedHashMap<>();
        formats.put("json", Format.JSON);
        formats.put("csv", Format.CSV);
        return formats;
    }
}
