package io.tideline.local.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Only one launcher works in a folder. The system frees the lock of a launcher that dies. */
public final class StackLock implements AutoCloseable {
    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock, unless another launcher has it. */
    public static Optional<StackLock> of(StackFolder folder) throws IOException {
        Path run = Files.createDirectories(folder.run());
        FileChannel channel =
                FileChannel.open(run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isLocked(channel)) return Optional.of(new StackLock(channel));
        channel.close();
        return Optional.empty();
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // by this very process
        }
    }

    /** Whether a launcher works in the folder. */
    public static boolean isHeld(StackFolder folder) throws IOException {
        Optional<StackLock> lock = of(folder);
        if (lock.isPresent()) lock.get().close();
        return lock.isEmpty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
