package io.tideline.local;

import io.tideline.local.part.RunningPart;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Some time after a start, when the first work is done, has the JVMs write what makes the next start fast. */
final class ClassRecorder extends Thread {
    private static final Duration UNTIL_ALL_IS_LOADED = Duration.ofSeconds(45);

    private final List<RunningPart> parts;

    ClassRecorder(List<RunningPart> parts) {
        super("class-recorder");
        setDaemon(true);
        this.parts = parts;
    }

    @Override
    public void run() {
        try {
            Thread.sleep(UNTIL_ALL_IS_LOADED.toMillis());
            for (RunningPart part : parts) part.recordClasses();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The next start is a slow one, and tries again.
        }
    }
}
