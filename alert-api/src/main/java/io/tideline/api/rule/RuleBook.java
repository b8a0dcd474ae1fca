package io.tideline.api.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tideline.api.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules: read, and changed only by somebody who has seen the version that the change replaces. */
@ApplicationScoped
class RuleBook {

    private final RuleTable table;
    private final ObjectMapper json;
    private final Clock clock;

    RuleBook(RuleTable table, ObjectMapper json, Clock clock) {
        this.table = table;
        this.json = json;
        this.clock = clock;
    }

    Uni<List<ShownRule>> all() {
        return Uni.combine()
                .all()
                .unis(table.all().filter(rule -> !rule.deleted()).collect().asList(), table.complaints())
                .asTuple()
                .map(found -> found.getItem1().stream()
                        .sorted(Comparator.comparing(StoredRule::id))
                        .map(rule -> shown(rule, found.getItem2().get(rule.id())))
                        .toList());
    }

    Uni<ShownRule> rule(String id) {
        return Uni.combine()
                .all()
                .unis(existing(id), table.complaints())
                .asTuple()
                .map(found -> shown(found.getItem1(), found.getItem2().get(id)));
    }

    /** Creates or replaces a rule. */
    Uni<ShownRule> put(String id, String body, Precondition precondition, String user) {
        return table.byId(id).flatMap(stored -> {
            @Nullable Integer current = stored == null || stored.deleted() ? null : stored.version();
            precondition.require(id, current);
            int version = stored == null ? 1 : stored.version() + 1;
            RuleDraft draft = RuleDraft.read(json, id, body, version);
            StoredRule next = new StoredRule(id, version, draft.definition(), false, clock.instant(), user);
            return kept(next).map(applied -> shown(next, null));
        });
    }

    /** Creates or replaces rules, all or, if one has a fault, none; gives back those that were changed. */
    Uni<List<ShownRule>> load(List<JsonNode> drafts, String user) {
        return table.all().collect().asMap(StoredRule::id).flatMap(stored -> {
            List<StoredRule> changes = drafts.stream()
                    .map(draft -> change(draft, stored, user))
                    .flatMap(Optional::stream)
                    .toList();
            return Multi.createFrom()
                    .iterable(changes)
                    .onItem()
                    .transformToUniAndConcatenate(next -> kept(next).map(done -> shown(next, null)))
                    .collect()
                    .asList();
        });
    }

    private Optional<StoredRule> change(JsonNode draft, Map<String, StoredRule> stored, String user) {
        String id = draft.path("id").asText();
        StoredRule before = stored.get(id);
        int version = before == null ? 1 : before.version() + 1;
        String definition = RuleDraft.read(id, draft, version).definition();
        return before != null && !before.deleted() && before.definition().equals(definition)
                ? Optional.empty()
                : Optional.of(new StoredRule(id, version, definition, false, clock.instant(), user));
    }

    private Uni<Boolean> kept(StoredRule next) {
        return (next.version() == 1 ? table.create(next) : table.replace(next)).invoke(RuleBook::requireApplied);
    }

    /** Marks a rule as deleted; the job resolves its alerts. */
    Uni<Void> delete(String id, Precondition precondition, String user) {
        return existing(id).flatMap(stored -> {
            precondition.require(id, stored.version());
            return table.replace(
                            new StoredRule(id, stored.version() + 1, stored.definition(), true, clock.instant(), user))
                    .invoke(RuleBook::requireApplied)
                    .replaceWithVoid();
        });
    }

    private Uni<StoredRule> existing(String id) {
        return table.byId(id).map(rule -> {
            if (rule == null || rule.deleted()) {
                throw Problem.notFound("There is no rule '" + id + "'.");
            }
            return rule;
        });
    }

    private static void requireApplied(boolean applied) {
        if (!applied) {
            throw Precondition.failed("Somebody else changed the rule at this moment: read it again.");
        }
    }

    private ShownRule shown(StoredRule rule, @Nullable RuleComplaint complaint) {
        try {
            Map<String, Object> definition =
                    json.readValue(rule.definition(), new TypeReference<LinkedHashMap<String, Object>>() {});
            return new ShownRule(definition, rule.version(), rule.changedAt(), rule.changedBy(), complaint);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The stored rule " + rule.id() + " is not JSON", e);
        }
    }
}
