package io.tideline.local.container;

import io.tideline.local.folder.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables of a deployment in containers: an example that anybody may read, and the file made of it, for its owner's eyes
 * alone. A variable that the example leaves empty is a secret and is generated.
 */
public record DeploymentSecrets(Path example, Path file) {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** As Airflow wants its Fernet key; more than enough for the others. */
    private static final int BYTES = 32;

    /** Adds what the file lacks, keeps every value that it has, and answers the names of what was added. */
    public List<String> write() throws IOException {
        Map<String, String> values = Files.exists(file) ? values(file) : Map.of();
        Map<String, String> unknown = new LinkedHashMap<>(values);
        List<String> added = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(example)) {
            String name = name(line);
            if (name.isEmpty()) {
                lines.add(line);
                continue;
            }
            unknown.remove(name);
            String known = values.getOrDefault(name, "");
            if (known.isEmpty()) added.add(name);
            lines.add(known.isEmpty() ? completed(line) : name + "=" + known);
        }
        unknown.forEach((name, value) -> lines.add(name + "=" + value));
        if (!added.isEmpty()) Secrets.write(file, String.join("\n", lines));
        return added;
    }

    private static String completed(String line) {
        if (!line.endsWith("=")) return line;
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return line + Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static Map<String, String> values(Path file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String name = name(line);
            if (!name.isEmpty()) values.put(name, line.substring(name.length() + 1));
        }
        return values;
    }

    /** The name of the variable that a line sets; empty for a comment and for an empty line. */
    private static String name(String line) {
        int equals = line.indexOf('=');
        return line.startsWith("#") || equals < 1 ? "" : line.substring(0, equals);
    }
}
