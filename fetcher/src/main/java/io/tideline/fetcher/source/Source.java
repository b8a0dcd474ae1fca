package io.tideline.fetcher.source;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One external API as sources.yaml declares it. */
public record Source(
        String name,
        String description,
        boolean simulated,
        boolean enabled,
        Duration schedule,
        UrlTemplate url,
        Map<String, String> headers,
        Authentication authentication,
        boolean allowsPrivateAddresses,
        Format format,
        List<Entity> entities,
        Mapping mapping,
        Units units,
        Limits limits,
        Optional<Secret> pushToken) {

    /** The entity as it is declared; where none is, any name will do. */
    public Optional<Entity> entity(String entity) {
        return entities.isEmpty()
                ? Optional.of(Entity.named(entity))
                : entities.stream().filter(known -> known.name().equals(entity)).findFirst();
    }

    /** What the source says, without the secrets that it may repeat: it goes into answers, tables and the log. */
    public String withoutSecrets(String said) {
        return authentication.secrets().reduce(said, (text, secret) -> text.replace(secret, "***"));
    }

    /** True if records about the entity are wanted. A source without entities wants all. */
    public boolean wants(String entity) {
        return entities.isEmpty()
                || entities.stream().anyMatch(known -> known.name().equals(entity));
    }
}
