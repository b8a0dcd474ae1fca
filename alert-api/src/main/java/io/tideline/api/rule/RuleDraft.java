package io.tideline.api.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tideline.api.problem.Problem;
import io.tideline.rules.ParsedRule;
import io.tideline.rules.Rule;
import io.tideline.rules.Rules;
import java.util.List;

/** A rule that somebody wrote and that was found to be without fault. */
record RuleDraft(Rule rule, String definition) {

    /** What the API adds to a rule when it shows it; somebody who sends back what was shown need not take it out. */
    private static final List<String> SHOWN_ONLY = List.of("version", "changedAt", "changedBy", "error");

    /**
     * Reads a rule for an id, which the body may leave out.
     *
     * @throws io.tideline.api.problem.ProblemException 400 with every fault
     */
    static RuleDraft read(ObjectMapper json, String id, String body, int version) {
        try {
            return read(id, json.readTree(body), version);
        } catch (JsonProcessingException e) {
            throw Problem.badRequest("The rule is not JSON: " + e.getOriginalMessage());
        }
    }

    static RuleDraft read(String id, JsonNode body, int version) {
        if (!(body instanceof ObjectNode written)) {
            throw Problem.badRequest("The rule is not an object: send one in the shape of an entry of rules.yaml");
        }
        ObjectNode rule = written.deepCopy();
        rule.remove(SHOWN_ONLY);
        if (rule.hasNonNull("id") && !rule.get("id").asText().equals(id)) {
            throw Problem.badRequest("id is '" + rule.get("id").asText() + "' and the path says '" + id
                    + "': a rule keeps its id; create another one");
        }
        rule.put("id", id);
        ParsedRule parsed = Rules.read(rule.toString(), version);
        if (parsed instanceof ParsedRule.Faulty faulty) {
            throw refused(faulty);
        }
        return new RuleDraft(((ParsedRule.Valid) parsed).rule(), rule.toString());
    }

    private static RuntimeException refused(ParsedRule.Faulty faulty) {
        return Problem.badRequest(
                "The rule has " + faulty.faults().size() + " fault(s).",
                faulty.faults().stream()
                        .map(fault -> new Problem.Fault(fault.path(), fault.toString()))
                        .toList());
    }
}
