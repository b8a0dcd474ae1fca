package io.tideline.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsersFileTest {

    @Test
    void readsNamesHashesAndRoles() {
        UsersFile users = UsersFile.parse("users", List.of("# comment", "", "olga=$2a$10$abc,operator, viewer"));

        assertThat(users.users().get("olga"))
                .isEqualTo(new UsersFile.User("olga", "$2a$10$abc", Set.of("operator", "viewer")));
    }

    @Test
    void saysWhichLineIsWrongWithoutRepeatingIt() {
        assertThatThrownBy(() -> UsersFile.parse("users", List.of("", "olga=secret,operator")))
                .hasMessage("users, line 2: write name=<bcrypt hash>,role[,role]");
        assertThatThrownBy(() -> UsersFile.parse("users", List.of("olga=$2a$10$abc,king")))
                .hasMessageStartingWith("users, line 1: unknown role in [king]")
                .message()
                .doesNotContain("abc");
    }
}
