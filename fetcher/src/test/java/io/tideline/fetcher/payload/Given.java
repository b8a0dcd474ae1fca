package io.tideline.fetcher.payload;

import io.tideline.fetcher.payload.Payload.Framing;
import io.tideline.fetcher.reading.Extract;
import io.tideline.fetcher.source.Source;
import io.tideline.fetcher.source.SourcesFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A source written down for a test, and payloads read as it says. */
final class Given {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private final Source source;

    private Given(Source source) {
        this.source = source;
    }

    /** The text is what stands under the name of the source, {@code s}. */
    static Given source(String yaml) {
        return source(yaml, Map.of());
    }

    static Given source(String yaml, Map<String, String> environment) {
        String file = "sources:\n  s:\n" + yaml.indent(4);
        return new Given(SourcesFile.parse("test", file, name -> Optional.ofNullable(environment.get(name)))
                .all()
                .get(0));
    }

    Extract reads(String body) {
        return reads(body.getBytes(StandardCharsets.UTF_8));
    }

    Extract readsFixture(String name) {
        try (InputStream stream = Given.class.getResourceAsStream("/payloads/" + name)) {
            return reads(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** What was read, a line for each reading. */
    static List<String> lines(Extract extract) {
        return extract.readings().stream()
                .map(r -> r.series().entity() + "/" + r.series().metric() + " " + r.observedAt() + " " + r.value() + " "
                        + r.unit())
                .toList();
    }

    /** What was rejected, a line for each. */
    static List<String> rejected(Extract extract) {
        return extract.rejected().stream()
                .map(r -> r.entity() + "/" + r.metric() + " " + r.reason() + " " + r.excerpt())
                .toList();
    }

    private Extract reads(byte[] body) {
        return new PayloadReader(source).read(new Payload(body, Framing.WHOLE, source.entities(), NOW));
    }
}
