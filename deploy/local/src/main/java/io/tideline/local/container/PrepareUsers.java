package io.tideline.local.container;

import io.tideline.local.application.Users;
import io.tideline.local.folder.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The file of hashed users that fetcher and alert API read. */
@Command(name = "users", description = "Writes the file of hashed users.")
final class PrepareUsers implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Where the applications read it: TIDELINE_USERS_FILE.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        Passwords passwords = new Passwords("TIDELINE", System.getenv());
        List<String> lines = new ArrayList<>();
        for (String user : List.of(Users.OPERATOR, Users.AIRFLOW)) lines.add(Users.line(user, passwords.of(user)));
        Secrets.write(file, String.join("\n", lines));
        return 0;
    }
}
