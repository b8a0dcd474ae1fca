package io.tideline.local.application;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.tideline.local.folder.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The users of the pipeline's own APIs, with generated passwords; the applications see the hashes only. */
public record Users(Secrets secrets) {
    /** The person at the keyboard. */
    public static final String OPERATOR = "operator";
    /** Airflow, when it orders a fetch. */
    public static final String AIRFLOW = "airflow";

    private static final String FILE = "users";
    private static final int COST = 10;

    public String password(String user) throws IOException {
        return secrets.password(user);
    }

    /** Whether the passwords were made by an earlier start. */
    public boolean exist() {
        return secrets.has(FILE);
    }

    /** The file for {@code TIDELINE_USERS_FILE}; made when it is asked for the first time. */
    public Path file() throws IOException {
        if (exist()) return secrets.file(FILE);
        List<String> lines = new ArrayList<>();
        for (String user : List.of(OPERATOR, AIRFLOW)) lines.add(line(user, password(user)));
        return secrets.write(FILE, String.join("\n", lines));
    }

    /** A line of the file: a user who may change things. */
    public static String line(String user, String password) {
        return user + "=" + hash(password) + ",operator";
    }

    private static String hash(String password) {
        return BCrypt.withDefaults().hashToString(COST, password.toCharArray());
    }
}
