package io.tideline.local.status;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tideline.local.LocalStack;
import io.tideline.local.folder.StackFolder;
import io.tideline.local.part.RunningPart;
import io.tideline.local.process.Child;
import io.tideline.local.process.PidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a launcher tells of its stack, in a file of the stack's folder, for commands that run beside it. */
public record StackState(boolean ready, boolean airflow, Map<String, PartState> parts) {
    public static StackState of(LocalStack stack, boolean ready) {
        Map<String, PartState> parts = new LinkedHashMap<>();
        for (RunningPart part : stack.parts()) parts.put(part.name(), stateOf(part));
        return new StackState(ready, stack.hasAirflow(), parts);
    }

    /** Makes this process the launcher of the folder. What an earlier one told is forgotten first. */
    public static void begin(StackFolder folder) throws IOException {
        Files.deleteIfExists(file(folder));
        launcher(folder).write(ProcessHandle.current());
    }

    /** What the launcher of this folder told last, if it lives. */
    public static Optional<StackState> read(StackFolder folder) throws IOException {
        if (launcher(folder).process().isEmpty() || !Files.exists(file(folder))) return Optional.empty();
        return Optional.of(JsonMapper.builder().build().readValue(file(folder).toFile(), StackState.class));
    }

    public void write(StackFolder folder) throws IOException {
        Path fresh = file(folder).resolveSibling("state.json.new");
        JsonMapper.builder().build().writeValue(fresh.toFile(), this);
        Files.move(fresh, file(folder), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Remembers the launcher itself. Not named .pid: it is nobody's leftover. */
    public static PidFile launcher(StackFolder folder) {
        return new PidFile(folder.run().resolve("launcher"));
    }

    private static PartState stateOf(RunningPart part) {
        Long pid = part.child().filter(Child::isAlive).map(Child::pid).orElse(null);
        return new PartState(part.state().word(), part.part().address(), pid);
    }

    private static Path file(StackFolder folder) {
        return folder.run().resolve("state.json");
    }
}
