package io.tideline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.local.folder.Checkout;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.nio.Buffer;
import java.nio.channels.Channel;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the static fields of our classes lead to, which is the heap that a native binary starts with: Quarkus lets the compiler initialize all classes but those that the
 * profile "native" names. The compiler itself is on few machines; what it refuses there (GraalVM's reference, "Image Heap") is looked for here, in what is packaged.
 */
class ImageHeapIT {

    private static final List<Class<?>> REFUSED = List.of(
            Thread.class,
            ExecutorService.class,
            Timer.class,
            Process.class,
            Random.class,
            SplittableRandom.class,
            InetAddress.class,
            InetSocketAddress.class,
            Socket.class,
            ServerSocket.class,
            Selector.class,
            Channel.class,
            HttpClient.class,
            FileInputStream.class,
            FileOutputStream.class,
            RandomAccessFile.class,
            ZipFile.class,
            Cleaner.class);

    /** Quarkus' extension for Avro sets it back. */
    private static final String SET_BACK = "org.apache.avro.generic.GenericDatumReader.creator";

    /** An object and the static field and the fields that lead to it. */
    private record Found(Object object, String path) {}

    @ParameterizedTest
    @ValueSource(strings = {"fetcher", "alert-api"})
    void holdsNothingThatABinaryCannot(String module) throws Exception {
        Path packaged = Checkout.find().file(module).resolve("target/quarkus-app");
        Assumptions.assumeTrue(
                Files.isDirectory(packaged), module + " is packaged as a binary: the compiler itself has looked.");
        List<Path> ours = jars(packaged.resolve("app"));
        ours.addAll(jars(packaged.resolve("lib/main")).stream()
                .filter(jar -> jar.getFileName().toString().startsWith("io.tideline."))
                .toList());
        List<Path> all = Stream.of("app", "lib/main", "lib/boot")
                .flatMap(folder -> jars(packaged.resolve(folder)).stream())
                .toList();
        assertThat(all).anyMatch(jar -> jar.getFileName().toString().startsWith("io.quarkus.quarkus-avro-"));

        URL[] urls = all.stream().map(ImageHeapIT::url).toArray(URL[]::new);
        List<String> refused = new ArrayList<>();
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            Deque<Found> toVisit = new ArrayDeque<>();
            for (Path jar : ours) addStatics(jar, loader, toVisit);
            assertThat(toVisit).hasSizeGreaterThan(100);
            visit(toVisit, refused);
        }

        assertThat(refused).isEmpty();
    }

    private static void addStatics(Path jar, ClassLoader loader, Deque<Found> toVisit) throws Exception {
        String profile = Files.readString(Checkout.find().file("pom.xml"));
        for (String name : classes(jar)) {
            if (profile.contains("--initialize-at-run-time=" + name + ",")
                    || profile.contains("--initialize-at-run-time=" + name + "<")) continue;
            for (Field field : Class.forName(name, true, loader).getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) continue;
                field.setAccessible(true);
                add(field.get(null), name + "." + field.getName(), toVisit);
            }
        }
    }

    private static void visit(Deque<Found> toVisit, List<String> refused) throws IllegalAccessException {
        Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        while (!toVisit.isEmpty()) {
            Found found = toVisit.poll();
            Object object = found.object();
            if (!visited.add(object)) continue;
            if (isRefused(object)) {
                refused.add(object.getClass().getName() + " at " + found.path());
            } else if (object instanceof Object[] many) {
                for (Object each : many) add(each, found.path() + "[]", toVisit);
            } else if (object instanceof Iterable<?> many && !(object instanceof Path)) {
                for (Object each : many) add(each, found.path() + "[]", toVisit);
            } else if (object instanceof Map<?, ?> map) {
                map.forEach((key, value) -> {
                    add(key, found.path() + "{}", toVisit);
                    add(value, found.path() + "{}", toVisit);
                });
            } else if (object instanceof Optional<?> optional) {
                optional.ifPresent(value -> add(value, found.path(), toVisit));
            }
            addFields(found, toVisit);
        }
    }

    private static boolean isRefused(Object object) {
        boolean outside = object instanceof Buffer buffer && buffer.isDirect();
        return outside || REFUSED.stream().anyMatch(type -> type.isInstance(object));
    }

    /** Those of Java's own classes stay closed to us. */
    private static void addFields(Found found, Deque<Found> toVisit) throws IllegalAccessException {
        if (found.object() instanceof ClassLoader) return;
        for (Class<?> type = found.object().getClass(); type != null; type = type.getSuperclass()) {
            if (type.getClassLoader() == null) continue;
            for (Field field : type.getDeclaredFields()) {
                String name = type.getName() + "." + field.getName();
                if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive() || name.equals(SET_BACK))
                    continue;
                try {
                    field.setAccessible(true);
                    add(field.get(found.object()), found.path() + " > " + name, toVisit);
                } catch (InaccessibleObjectException closed) {
                    // of another module of Java
                }
            }
        }
    }

    private static void add(Object object, String path, Deque<Found> toVisit) {
        if (object != null) toVisit.add(new Found(object, path));
    }

    private static List<String> classes(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith("io/tideline/") && name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".jar")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " is not packaged", e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(jar.toString(), e);
        }
    }
}
