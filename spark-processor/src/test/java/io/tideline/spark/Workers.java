package io.tideline.spark;

import java.util.List;

/** The Worker processes of the cluster of one test. */
final class Workers {

    private Workers() {}

    /** Ends one Worker as a crash would; its executor ends with it. */
    static void killOne(String master) {
        ProcessHandle worker = of(master).get(0);
        List<ProcessHandle> executors = worker.children().toList();
        worker.destroyForcibly();
        executors.forEach(ProcessHandle::destroyForcibly);
    }

    private static List<ProcessHandle> of(String master) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(command ->
                                command.contains("org.apache.spark.deploy.worker.Worker") && command.contains(master))
                        .isPresent())
                .toList();
    }
}
