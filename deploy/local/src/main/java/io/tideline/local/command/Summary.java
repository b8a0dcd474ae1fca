package io.tideline.local.command;

import io.tideline.local.application.QuarkusApplication;
import io.tideline.local.application.SparkJob;
import io.tideline.local.application.Users;
import io.tideline.local.folder.StackFolder;
import io.tideline.local.server.SparkMaster;
import io.tideline.local.status.PartState;
import io.tideline.local.status.StackState;
import java.io.IOException;
import java.time.Duration;

/** What a person needs to know of a stack that runs. */
record Summary(StackFolder stack, StackState state) {
    /** Whether no start has made passwords yet. */
    static boolean isFirstTime(StackFolder stack) {
        return !new Users(stack.secrets()).exist();
    }

    void print(boolean firstTime, Duration took) throws IOException {
        System.out.printf("%nTideline is ready after %.1f s.%n", took.toMillis() / 1000.0);
        printAddresses();
        printPasswords(firstTime);
    }

    void printAddresses() {
        line("Dashboard", QuarkusApplication.ALERT_API, "/");
        line("Control center", QuarkusApplication.ALERT_API, "/control.html");
        line("Fetcher", QuarkusApplication.FETCHER, "/q/openapi");
        line("Airflow", "airflow-api-server", "/");
        line("Spark", SparkMaster.NAME, "/");
        line("Spark job", SparkJob.NAME, "/StreamingQuery/");
    }

    /** The operator's password is shown when it is new; after that it is only in its file. */
    private void printPasswords(boolean firstTime) throws IOException {
        Users users = new Users(stack.secrets());
        String kept = "in " + stack.secrets().file(Users.OPERATOR);
        String password = firstTime ? users.password(Users.OPERATOR) + " (kept " + kept + ")" : kept;
        print("Operator", "user operator, password " + password);
        if (state.airflow())
            print(
                    "Airflow's admin",
                    "user admin, password in " + stack.secrets().file("airflow-admin"));
    }

    private void line(String title, String part, String path) {
        PartState known = state.parts().get(part);
        if (known != null) print(title, known.address() + path);
    }

    private static void print(String title, String text) {
        System.out.printf("  %-16s %s%n", title, text);
    }
}
