package io.tideline.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForklessFileSystemTest {

    @Test
    void setsPermissions(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("offset"));
        FileSystem files = FileSystem.newInstance(URI.create("file:///"), configuration());

        files.setPermission(new org.apache.hadoop.fs.Path(file.toUri()), new FsPermission("640"));

        assertThat(files).isInstanceOf(ForklessFileSystem.class);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void writesAndRenamesTheWayCheckpointsDo(@TempDir Path folder) throws IOException {
        FileContext files = FileContext.getFileContext(URI.create("file:///"), configuration());
        org.apache.hadoop.fs.Path temporary =
                new org.apache.hadoop.fs.Path(folder.resolve("a/.0.tmp").toUri());
        org.apache.hadoop.fs.Path target =
                new org.apache.hadoop.fs.Path(folder.resolve("a/0").toUri());

        try (OutputStream out = files.create(
                temporary, EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE), Options.CreateOpts.createParent())) {
            out.write(42);
        }
        files.rename(temporary, target, Options.Rename.NONE);

        assertThat(files.getDefaultFileSystem()).isInstanceOf(ForklessFs.class);
        assertThat(Files.readAllBytes(folder.resolve("a/0"))).containsExactly(42);
    }

    @Test
    void startsNoProcess(@TempDir Path folder) throws IOException, InterruptedException {
        FileContext files = FileContext.getFileContext(URI.create("file:///"), configuration());
        org.apache.hadoop.fs.Path temporary =
                new org.apache.hadoop.fs.Path(folder.resolve("a/.0.tmp").toUri());
        org.apache.hadoop.fs.Path target =
                new org.apache.hadoop.fs.Path(folder.resolve("a/0").toUri());

        try (Recording recording = new Recording()) {
            recording.enable("jdk.ProcessStart");
            recording.start();
            // Only so that a JDK that records no such thing fails here.
            new ProcessBuilder("true").start().waitFor();
            for (int batch = 0; batch < 2; batch++) {
                files.create(
                                temporary,
                                EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
                                Options.CreateOpts.createParent())
                        .close();
                files.rename(temporary, target, Options.Rename.OVERWRITE);
            }
            files.util().exists(target);
            files.util().listStatus(target.getParent());
            files.delete(target, false);
            recording.stop();
            recording.dump(folder.resolve("recording.jfr"));
        }

        assertThat(RecordingFile.readAllEvents(folder.resolve("recording.jfr")))
                .extracting(event -> event.getString("command"))
                .containsExactly("true");
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set("fs.file.impl", ForklessFileSystem.class.getName());
        configuration.set("fs.AbstractFileSystem.file.impl", ForklessFs.class.getName());
        return configuration;
    }
}
