package io.tideline.api.rule;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PreconditionTest {

    @Test
    void letsPassWhoKnowsTheVersion() {
        assertThatCode(() -> new Precondition("\"3\"", null).require("heat", 3)).doesNotThrowAnyException();
        assertThatCode(() -> new Precondition("\"2\", \"3\"", null).require("heat", 3))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Precondition("*", null).require("heat", 3)).doesNotThrowAnyException();
        assertThatCode(() -> new Precondition(null, "*").require("heat", null)).doesNotThrowAnyException();
    }

    @Test
    void refusesWhoDoesNot() {
        assertThatThrownBy(() -> new Precondition("\"2\"", null).require("heat", 3))
                .hasMessage("Rule 'heat' is in version 3, not in \"2\": read it again.");
        assertThatThrownBy(() -> new Precondition(null, null).require("heat", 3))
                .hasMessage("Say which version you replace: If-Match: \"3\" for rule 'heat'.");
        assertThatThrownBy(() -> new Precondition(null, "*").require("heat", 3))
                .hasMessage("There is a rule 'heat' already, in version 3.");
        assertThatThrownBy(() -> new Precondition("\"1\"", null).require("heat", null))
                .hasMessage("There is no rule 'heat' any more. Leave If-Match out to create one.");
    }
}
