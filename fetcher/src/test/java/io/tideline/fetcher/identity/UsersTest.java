package io.tideline.fetcher.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsersTest {
    @Test
    void readsNamesHashesAndRoles() {
        Users users = Users.parse(List.of("# who may what", "", "anna=$2a$10$abc,viewer,operator"));

        assertThat(users.named("anna"))
                .hasValueSatisfying(user -> assertThat(user.roles()).containsExactly("viewer", "operator"));
        assertThat(users.named("bob")).isEmpty();
    }

    @Test
    void namesTheLineOfAMistakeAndNotItsContent() {
        assertThatThrownBy(() -> Users.parse(List.of("", "anna=plain-password,operator")))
                .hasMessage("Line 2 of the users file is not name=<bcrypt hash>,role[,role]")
                .hasMessageNotContaining("plain-password");
    }

    @Test
    void doesNotShowAHash() {
        assertThat(Users.parse(List.of("anna=$2a$10$abc,viewer")).named("anna").orElseThrow())
                .asString()
                .doesNotContain("$2a");
    }
}
