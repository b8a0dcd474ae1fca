package io.tideline.spark.input;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** Schemas from the REST API of Apicurio Registry, kept for the life of the JVM: what stands under a content id never changes. */
public final class RegistrySchemas implements WriterSchemas {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** An unknown id is asked for again after this time: it may have been registered since. */
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(30);

    private final URI registry;

    /** @param registry for example {@code http://127.0.0.1:8080/apis/registry/v3} */
    public RegistrySchemas(URI registry) {
        this.registry = registry;
    }

    @Override
    public Optional<Schema> byContentId(int contentId) throws IOException {
        URI address = URI.create(registry + "/ids/contentIds/" + Integer.toUnsignedString(contentId));
        Answer known = Cache.ANSWERS.get(address);
        if (known == null || known.isStale(Instant.now())) {
            known = new Answer(ask(address), Instant.now());
            Cache.ANSWERS.put(address, known);
        }
        return known.schema;
    }

    private static Optional<Schema> ask(URI address) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        if (response.statusCode() != 200) {
            throw new IOException("The registry answered " + response.statusCode() + " to GET " + address
                    + "; the records of this schema wait until it answers 200 or 404");
        }
        return Optional.of(parse(response.body(), address));
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return Cache.HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while asking the registry for " + request.uri(), e);
        }
    }

    private static Schema parse(String text, URI address) throws IOException {
        try {
            return new Schema.Parser().parse(text);
        } catch (SchemaParseException | AvroTypeException e) {
            throw new IOException("What the registry holds at " + address + " is no Avro schema", e);
        }
    }

    private record Answer(Optional<Schema> schema, Instant at) {

        boolean isStale(Instant now) {
            return schema.isEmpty() && at.plus(UNKNOWN_FOR).isBefore(now);
        }
    }

    /** One for each JVM: a task gets a fresh copy of everything that is not static. */
    private static final class Cache {
        static final HttpClient HTTP =
                HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        static final Map<URI, Answer> ANSWERS = new ConcurrentHashMap<>();
    }
}
