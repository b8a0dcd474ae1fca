package io.tideline.local.status;

import io.tideline.local.folder.StackFolder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One part as it is seen now: what its launcher tells, and what the system tells of its process. */
public record PartReport(
        String state,
        String address,
        @Nullable Long pid,
        long residentBytes,
        @Nullable Instant lastWorkAt) {

    /** All parts of a stack by name, in the order of their start. */
    public static Map<String, PartReport> all(StackFolder folder, StackState state) {
        Map<String, PartReport> reports = new LinkedHashMap<>();
        state.parts().forEach((name, part) -> reports.put(name, of(folder, name, part)));
        return reports;
    }

    private static PartReport of(StackFolder folder, String name, PartState part) {
        Long pid = part.pid();
        long memory =
                pid == null ? 0 : ProcessHandle.of(pid).map(ResidentMemory::of).orElse(0L);
        Instant lastWork = LastWork.of(folder, name).orElse(null);
        return new PartReport(part.state(), part.address(), pid, memory, lastWork);
    }
}
