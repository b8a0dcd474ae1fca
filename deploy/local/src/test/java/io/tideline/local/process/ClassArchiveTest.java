package io.tideline.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    private final Path folder;

    ClassArchiveTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** The program: tells that it runs, and waits for its end. */
    static final class Waiting {
        public static void main(String[] arguments) throws Exception {
            System.out.println("runs");
            int unused = System.in.read();
        }
    }

    @Test
    void isWrittenByAProcessWhoseClassPathIsLongAndServesTheNextOne() throws Exception {
        String classPath = jar() + (":" + folder.resolve("none.jar")).repeat(200);
        Process recording = start(classPath);
        assertThat(archive(classPath).willBeWritten()).isTrue();

        ClassArchive.record(recording.toHandle());
        recording.destroyForcibly().waitFor();

        assertThat(archive(classPath).willBeWritten()).isFalse();
        assertThat(archive(classPath).options().get(0)).startsWith("-XX:SharedArchiveFile=" + folder);
        Process using = start(classPath);
        using.destroyForcibly().waitFor();
    }

    @Test
    void takesThePlaceOfOlderArchivesOfTheSameProgramAlone() throws Exception {
        Path archives = Files.createDirectories(folder.resolve("class-archives"));
        for (String name : List.of("waiting-00000001", "waiting-00000002", "waiting-for-00000003")) {
            Path older = Files.createFile(archives.resolve(name + ".jsa"));
            Files.setLastModifiedTime(older, FileTime.fromMillis(name.charAt(name.length() - 1)));
        }
        String classPath = jar().toString();
        Process recording = start(classPath);

        ClassArchive.record(recording.toHandle());
        recording.destroyForcibly().waitFor();

        try (Stream<Path> left = Files.list(archives)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .hasSize(3)
                    .contains("waiting-00000002.jsa", "waiting-for-00000003.jsa");
        }
    }

    @Test
    void aProgramWithoutOneIsToldNothing() {
        assertThat(ClassArchive.none().options()).isEmpty();
        assertThat(ClassArchive.none().willBeWritten()).isFalse();
    }

    /** Returns when the program runs. */
    private Process start(String classPath) throws IOException {
        List<String> words = new ArrayList<>(List.of(JavaCommand.JAVA.toString()));
        words.addAll(archive(classPath).options());
        words.addAll(List.of("-cp", classPath, Waiting.class.getName()));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        assertThat(process.inputReader().readLine()).isEqualTo("runs");
        return process;
    }

    private ClassArchive archive(String classPath) throws IOException {
        return new ClassArchive(folder, "waiting", classPath);
    }

    private Path jar() throws IOException {
        Path jar = folder.resolve("waiting.jar");
        String name = Waiting.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar));
                InputStream code =
                        Objects.requireNonNull(getClass().getClassLoader().getResourceAsStream(name))) {
            entries.putNextEntry(new JarEntry(name));
            code.transferTo(entries);
        }
        return jar;
    }
}
