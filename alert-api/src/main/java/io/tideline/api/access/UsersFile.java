package io.tideline.api.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The users of a file: one a line, {@code name=<bcrypt>,role[,role]}; {@code #} begins a comment. */
record UsersFile(Map<String, User> users) {

    private static final Set<String> ROLES = Set.of(Role.VIEWER, Role.OPERATOR);

    /** A user as configured: never the password, only its hash. */
    record User(String name, String hash, Set<String> roles) {}

    static UsersFile read(Path file) {
        try {
            return parse(file.toString(), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The users file " + file + " cannot be read: give TIDELINE_USERS_FILE a readable file", e);
        }
    }

    static UsersFile parse(String name, List<String> lines) {
        Map<String, User> users = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                User user = user(name + ", line " + (i + 1), line);
                users.put(user.name(), user);
            }
        }
        return new UsersFile(Map.copyOf(users));
    }

    /** The line is not repeated in the message: it holds a hash. */
    private static User user(String where, String line) {
        int equals = line.indexOf('=');
        String[] values = line.substring(equals + 1).split(",");
        if (equals < 1 || values.length < 2 || !values[0].startsWith("$2")) {
            throw new IllegalArgumentException(where + ": write name=<bcrypt hash>,role[,role]");
        }
        Set<String> roles = Arrays.stream(values).skip(1).map(String::strip).collect(Collectors.toUnmodifiableSet());
        if (!ROLES.containsAll(roles)) {
            throw new IllegalArgumentException(where + ": unknown role in " + roles + "; there are " + ROLES);
        }
        return new User(line.substring(0, equals).strip(), values[0].strip(), roles);
    }
}
