package io.tideline.spark;

import java.util.List;
import java.util.stream.Stream;

/** The Worker processes of the cluster that this test has started. */
final class Workers {

    private Workers() {}

    /** Ends one Worker and its executor, as a machine that goes down would. */
    static void killOne() {
        ProcessHandle worker = all().findFirst().orElseThrow();
        List<ProcessHandle> executors = worker.children().toList();
        worker.destroyForcibly();
        executors.forEach(ProcessHandle::destroyForcibly);
    }

    /** Of all that this test has started, only a Worker is a JVM that starts JVMs. */
    private static Stream<ProcessHandle> all() {
        return ProcessHandle.current().children().filter(Workers::isJava).filter(process -> process.children()
                .anyMatch(Workers::isJava));
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("java"))
                .isPresent();
    }
}
