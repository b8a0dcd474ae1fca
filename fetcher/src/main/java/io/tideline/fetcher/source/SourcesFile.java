package io.tideline.fetcher.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The file sources.yaml. It is read once, and refused as a whole with every mistake in it. */
public final class SourcesFile {
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private final String name;
    private final Placeholders placeholders;
    private final Mistakes mistakes = new Mistakes();

    private SourcesFile(String name, Function<String, Optional<String>> environment) {
        this.name = name;
        this.placeholders = new Placeholders(environment);
    }

    /** Reads the file. Throws InvalidSources. */
    public static Sources read(Path file, Function<String, Optional<String>> environment) {
        try {
            return parse(file.toString(), Files.readString(file), environment);
        } catch (IOException e) {
            throw new InvalidSources(
                    file.toString(), List.of("the file cannot be read: " + e + ". Set TIDELINE_SOURCES_FILE"));
        }
    }

    /** Reads the text of a file of that name. Throws InvalidSources. */
    public static Sources parse(String name, String yaml, Function<String, Optional<String>> environment) {
        return new SourcesFile(name, environment).sources(yaml);
    }

    private Sources sources(String yaml) {
        List<Source> sources = read(tree(yaml));
        if (!mistakes.isEmpty()) {
            throw new InvalidSources(name, mistakes.all());
        }
        return new Sources(sources);
    }

    private List<Source> read(JsonNode tree) {
        Section file = new Section(tree, "", placeholders, mistakes);
        Units units = Units.with(file.section("units").all());
        List<Source> sources = new ArrayList<>();
        for (Map.Entry<String, Section> entry : file.sections("sources").entrySet()) {
            sources.add(new SourceReader(entry.getKey(), entry.getValue(), units).read());
        }
        if (sources.isEmpty()) {
            mistakes.expected("sources", "at least one source", "none");
        }
        file.close();
        return sources;
    }

    private JsonNode tree(String yaml) {
        try {
            JsonNode tree = YAML.readTree(yaml);
            return tree.isObject() ? tree : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            throw new InvalidSources(
                    name, List.of("line " + e.getLocation().getLineNr() + ": not YAML: " + e.getOriginalMessage()));
        }
    }
}
