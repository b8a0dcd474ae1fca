package io.tideline.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.local.application.Users;
import io.tideline.local.folder.StackFolder;
import io.tideline.local.status.StackState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
    private final StackFolder stack;

    SummaryTest(@TempDir Path folder) {
        this.stack = new StackFolder(folder);
    }

    @Test
    void showsTheOperatorsPasswordOnceAndItsFileAfterThat() throws Exception {
        Users users = new Users(stack.secrets());

        boolean firstTime = Summary.isFirstTime(stack);
        Path made = users.file();
        String first = printed(firstTime);
        String second = printed(Summary.isFirstTime(stack));

        String password = users.password(Users.OPERATOR);
        assertThat(Files.readString(made)).doesNotContain(password);
        assertThat(first).contains("user operator, password " + password);
        assertThat(second)
                .doesNotContain(password)
                .contains(stack.secrets().file(Users.OPERATOR).toString());
    }

    private String printed(boolean firstTime) throws IOException {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            new Summary(stack, new StackState(true, false, Map.of())).print(firstTime, Duration.ofSeconds(1));
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
