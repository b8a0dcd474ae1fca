package io.tideline.local.artifact;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks a {@code .tar.gz}, or the {@code .txz} inside a jar, keeping links and the executable bit. */
final class Archives {
    private static final int OWNER_EXECUTE = 0100;

    private Archives() {}

    static void unpack(Path archive, Path folder) throws IOException {
        Path fresh = folder.resolveSibling(folder.getFileName() + "." + UUID.randomUUID());
        Files.createDirectories(fresh);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
            if (archive.toString().endsWith(".jar")) unpackJar(in, fresh);
            else unpackTar(new GzipCompressorInputStream(in), fresh);
        }
        Artifacts.moveIntoPlace(fresh, folder);
    }

    private static void unpackJar(InputStream jar, Path folder) throws IOException {
        ZipInputStream zip = new ZipInputStream(jar);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().endsWith(".txz")) unpackTar(new XZCompressorInputStream(zip), folder);
        }
    }

    private static void unpackTar(InputStream in, Path folder) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(in);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = folder.resolve(entry.getName()).normalize();
            if (!target.startsWith(folder)) throw new IOException("archive leaves its folder: " + entry.getName());
            write(tar, entry, target);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & OWNER_EXECUTE) != 0) allowExecution(target);
    }

    private static void allowExecution(Path file) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        permissions.add(PosixFilePermission.OWNER_EXECUTE);
        permissions.add(PosixFilePermission.GROUP_EXECUTE);
        permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        Files.setPosixFilePermissions(file, permissions);
    }
}
