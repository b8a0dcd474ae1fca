package io.tideline.local.command;

import io.tideline.local.folder.StackFolder;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/** The variables that the fetcher and the alert API need in dev mode, as a file for a shell. It is there as long as the servers are. */
final class DevelopmentVariables {
    private static final String FILE = "dev.env";

    private DevelopmentVariables() {}

    static void write(StackFolder stack, Map<String, String> variables) throws IOException {
        String lines = variables.entrySet().stream()
                .map(variable -> variable.getKey() + "='" + variable.getValue() + "'")
                .collect(Collectors.joining("\n"));
        stack.secrets().write(FILE, lines).toFile().deleteOnExit();
        System.out.println("Dev mode: ./tideline dev fetcher, ./tideline dev alert-api (they read "
                + stack.secrets().file(FILE) + ")");
    }
}
