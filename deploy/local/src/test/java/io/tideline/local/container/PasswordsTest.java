package io.tideline.local.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    @Test
    void takesThePasswordOfAnAccountFromTheVariableOfItsName() {
        Passwords passwords = new Passwords("KAFKA", Map.of("KAFKA_ALERT_API_PASSWORD", "secret"));

        assertThat(passwords.of("alert-api")).isEqualTo("secret");
    }

    @Test
    void namesTheVariableThatIsMissingOrEmpty() {
        Passwords passwords = new Passwords("KAFKA", Map.of("KAFKA_FETCHER_PASSWORD", ""));

        assertThatThrownBy(() -> passwords.of("fetcher"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the environment has no KAFKA_FETCHER_PASSWORD: ./tideline secrets generates it in deploy/.env");
    }
}
