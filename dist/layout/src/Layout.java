import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts the distribution together from the class paths that Maven has settled.
 *
 * <p>Run by the build as a single-file program: {@code java Layout.java ROOT DIST_TARGET}. Only what
 * changed is copied, and what is no longer listed is deleted, so that running it again is cheap and
 * the outcome depends on the lists alone.
 */
final class Layout {
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d.*)\\.jar");
    private static final String RUNTIME = "runtime/1.20/lib";

    /** Directories that one JVM may have on its class path together. */
    private static final List<Set<String>> TOGETHER =
            List.of(
                    Set.of("server/lib"),
                    Set.of("cli/lib"),
                    Set.of(RUNTIME, "runtime/1.20/planner"),
                    Set.of(RUNTIME, "kernel/1.20/lib", "packs/1.20/jdbc", "packs/1.20/kafka"));

    /** The files of the npm package vega-datasets that the tutorials read. */
    private static final List<String> DATA =
            List.of("flights-3m.parquet", "airports.csv", "weather.csv", "seattle-weather.csv");

    private final Path root;
    private final Path target;
    private final Path drey;

    private Layout(Path root, Path target) {
        this.root = root;
        this.target = target;
        this.drey = target.resolve("drey");
    }

    public static void main(String[] arguments) throws IOException {
        new Layout(Path.of(arguments[0]), Path.of(arguments[1])).build();
    }

    private void build() throws IOException {
        Map<String, List<Path>> classPaths = classPaths();
        TOGETHER.forEach(together -> requireOneVersionEach(together, classPaths));
        for (Map.Entry<String, List<Path>> entry : classPaths.entrySet()) {
            if (sync(byName(entry.getValue()), drey.resolve(entry.getKey()), Set.of())) {
                deleteArchives(entry.getKey());
            }
        }
        sync(tree(root.resolve("dist/layout/files/kernel")), drey.resolve("kernel"), Set.of("1.20/lib"));
        sync(tree(root.resolve("dist/layout/files/runtime")), drey.resolve("runtime"), Set.of("1.20/lib", "1.20/planner"));
        sync(examples(), drey.resolve("examples"), Set.of());
    }

    /** The jars of each directory, without those that the runtime brings anyway. */
    private Map<String, List<Path>> classPaths() throws IOException {
        Path lists = target.resolve("class-paths");
        Map<String, List<Path>> classPaths = new TreeMap<>();
        for (Map.Entry<String, Path> list : tree(lists).entrySet()) {
            String directory = list.getKey().replaceFirst("\\.txt$", "");
            classPaths.put(
                    directory,
                    Stream.of(Files.readString(list.getValue()).strip().split("\\|"))
                            .map(Path::of)
                            .collect(Collectors.toList()));
        }
        Set<String> runtime = byName(classPaths.get(RUNTIME)).keySet();
        classPaths.forEach(
                (directory, jars) -> {
                    if (!directory.equals(RUNTIME) && !directory.matches("(server|cli|runner)/.*")) {
                        jars.removeIf(jar -> runtime.contains(jar.getFileName().toString()));
                    }
                });
        return classPaths;
    }

    private static void requireOneVersionEach(
            Set<String> directories, Map<String, List<Path>> classPaths) {
        Map<String, Map<String, String>> versions = new TreeMap<>();
        for (String directory : directories) {
            for (Path jar : classPaths.getOrDefault(directory, List.of())) {
                Matcher name = JAR.matcher(jar.getFileName().toString());
                if (name.matches()) {
                    versions.computeIfAbsent(name.group(1), unused -> new TreeMap<>())
                            .put(name.group(2), directory);
                }
            }
        }
        versions.values().removeIf(found -> found.size() < 2);
        if (!versions.isEmpty()) {
            throw new IllegalStateException(
                    "artifacts in several versions on one class path (expected: one each; pin them in"
                            + " dist/pom.xml): "
                            + versions);
        }
    }

    private Map<String, Path> examples() throws IOException {
        Path examples = root.resolve("examples");
        Map<String, Path> files = new TreeMap<>();
        if (!Files.isDirectory(examples)) {
            return files;
        }
        tree(examples)
                .forEach(
                        (name, file) -> {
                            if (!name.startsWith("node_modules/") && !name.startsWith("package")) {
                                files.put(name, file);
                            }
                        });
        Path datasets = examples.resolve("node_modules/vega-datasets");
        for (String name : DATA) {
            files.put("data/" + name, require(datasets.resolve("data").resolve(name)));
        }
        return files;
    }

    private static Path require(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("missing file: " + file);
        }
        return file;
    }

    private static Map<String, Path> byName(List<Path> files) {
        Map<String, Path> named = new TreeMap<>();
        for (Path file : files) {
            named.put(require(file).getFileName().toString(), file);
        }
        return named;
    }

    /** All files below a directory by their relative name, hidden ones left out. */
    private static Map<String, Path> tree(Path directory) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return files;
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            walk.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .forEach(file -> files.put(name(directory, file), file));
        }
        return files;
    }

    private static String name(Path directory, Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }

    /**
     * Makes a directory hold exactly these files; true if it did not before.
     *
     * @param others subdirectories that are left alone
     */
    private static boolean sync(Map<String, Path> wanted, Path directory, Set<String> others)
            throws IOException {
        Files.createDirectories(directory);
        List<Path> stale = new ArrayList<>();
        tree(directory)
                .forEach(
                        (name, file) -> {
                            boolean foreign =
                                    others.stream().anyMatch(other -> name.startsWith(other + "/"));
                            if (!foreign && !wanted.containsKey(name)) {
                                stale.add(file);
                            }
                        });
        for (Path file : stale) {
            Files.delete(file);
        }
        boolean isChanged = !stale.isEmpty();
        for (Map.Entry<String, Path> entry : wanted.entrySet()) {
            isChanged |= copy(entry.getValue(), directory.resolve(entry.getKey()));
        }
        return isChanged;
    }

    /** An archive serves only the jars it was made from, by their sizes and times. */
    private void deleteArchives(String changed) throws IOException {
        String user = changed.substring(0, changed.indexOf('/'));
        for (Path archive : tree(drey.resolve("cds")).values()) {
            String name = archive.getFileName().toString();
            boolean isAlone = name.startsWith("server") || name.startsWith("cli");
            boolean isRuntime = user.equals("runtime") || user.equals("packs");
            if (name.startsWith(user) || (isRuntime && !isAlone)) {
                Files.delete(archive);
            }
        }
    }

    /** Copies a file unless it is there already; true if it was not. */
    private static boolean copy(Path from, Path to) {
        try {
            if (Files.exists(to) && Files.size(from) == Files.size(to)) {
                // Maven makes the same jar again at each build, only with a newer time.
                if (Files.getLastModifiedTime(from).equals(Files.getLastModifiedTime(to))
                        || Files.mismatch(from, to) < 0) {
                    return false;
                }
            }
            Files.createDirectories(to.getParent());
            // A new file beside the old one: a JVM that runs from the old jar keeps its own copy.
            Path fresh = to.resolveSibling("." + to.getFileName() + ".new");
            Files.copy(from, fresh, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(fresh, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
