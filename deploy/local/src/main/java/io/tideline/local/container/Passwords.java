package io.tideline.local.container;

import java.util.Locale;
import java.util.Map;

/** The passwords of accounts, from environment variables such as {@code KAFKA_ALERT_API_PASSWORD}. */
record Passwords(String server, Map<String, String> environment) {
    /** @throws IllegalStateException with the name of the variable if it is missing or empty */
    String of(String account) {
        String variable = server + "_" + account.toUpperCase(Locale.ROOT).replace('-', '_') + "_PASSWORD";
        String password = environment.getOrDefault(variable, "");
        if (password.isEmpty())
            throw new IllegalStateException(
                    "the environment has no " + variable + ": ./tideline secrets generates it in deploy/.env");
        return password;
    }
}
