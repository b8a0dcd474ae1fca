package io.tideline.fetcher.identity;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The users of the file: a line each, {@code name=<bcrypt>,role[,role]}. */
record Users(Map<String, User> byName) {
    record User(String name, String hash, Set<String> roles) {
        @Override
        public String toString() {
            return name + roles;
        }
    }

    /** Throws IllegalArgumentException that names the line, not its content. */
    static Users parse(List<String> lines) {
        Map<String, User> users = new HashMap<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                User user = user(line, number);
                users.put(user.name(), user);
            }
        }
        return new Users(users);
    }

    Optional<User> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private static User user(String line, int number) {
        int equals = line.indexOf('=');
        String[] parts = line.substring(equals + 1).split(",");
        if (equals < 1 || !parts[0].startsWith("$2")) {
            throw new IllegalArgumentException(
                    "Line " + number + " of the users file is not name=<bcrypt hash>,role[,role]");
        }
        Set<String> roles = new LinkedHashSet<>();
        for (int i = 1; i < parts.length; i++) {
            roles.add(parts[i].strip());
        }
        return new User(line.substring(0, equals).strip(), parts[0].strip(), roles);
    }
}
