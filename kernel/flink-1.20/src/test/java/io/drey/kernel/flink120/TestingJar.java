package io.drey.kernel.flink120;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Jars of a user, which no class path of the tests has. */
final class TestingJar {
    private static final String SHOUT =
            """
            package com.example;

            public class Shout extends org.apache.flink.table.functions.ScalarFunction {
                public String eval(String text) {
                    return text.toUpperCase(java.util.Locale.ROOT) + "!";
                }
            }
            """;

    private static final String WAREHOUSE =
            """
            package com.example;

            import java.util.List;
            import org.apache.flink.table.catalog.Catalog;
            import org.apache.flink.table.catalog.GenericInMemoryCatalog;
            import org.apache.flink.table.catalog.ObjectPath;
            import org.apache.flink.table.catalog.exceptions.ProcedureNotExistException;
            import org.apache.flink.table.factories.CatalogFactory;
            import org.apache.flink.table.procedure.ProcedureContext;
            import org.apache.flink.table.procedures.Procedure;

            public class Warehouse extends GenericInMemoryCatalog {
                public Warehouse(String name) {
                    super(name);
                }

                @Override
                public List<String> listProcedures(String database) {
                    return List.of("repeat");
                }

                @Override
                public Procedure getProcedure(ObjectPath path) throws ProcedureNotExistException {
                    if (path.getObjectName().equals("repeat")) {
                        return new Repeat();
                    }
                    throw new ProcedureNotExistException(getName(), path);
                }

                public static class Repeat implements Procedure {
                    public String[] call(ProcedureContext context, String word, Integer times) {
                        String[] words = new String[times];
                        java.util.Arrays.fill(words, word);
                        return words;
                    }
                }

                public static class Factory implements CatalogFactory {
                    @Override
                    public String factoryIdentifier() {
                        return "warehouse";
                    }

                    @Override
                    public Catalog createCatalog(Context context) {
                        return new Warehouse(context.getName());
                    }
                }
            }
            """;

    private TestingJar() {}

    /** A jar with the scalar function {@code com.example.Shout}. */
    static Path shout(Path directory) throws IOException {
        Path classes = compile(directory.resolve("shout"), "Shout", SHOUT);
        return pack(classes, directory.resolve("shout.jar"));
    }

    /** A jar with the catalog type {@code warehouse}, which has the procedure {@code repeat}. */
    static Path warehouse(Path directory) throws IOException {
        Path classes = compile(directory.resolve("warehouse"), "Warehouse", WAREHOUSE);
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(
                services.resolve("org.apache.flink.table.factories.Factory"),
                "com.example.Warehouse$Factory",
                StandardCharsets.UTF_8);
        return pack(classes, directory.resolve("warehouse.jar"));
    }

    private static Path compile(Path directory, String name, String text) throws IOException {
        Path source = Files.createDirectories(directory).resolve(name + ".java");
        Files.writeString(source, text);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-d",
                                classes.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                source.toString());
        if (status != 0) {
            throw new IllegalStateException(name + " does not compile");
        }
        return classes;
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> tree = Files.walk(classes)) {
            List<Path> files = tree.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                out.putNextEntry(new JarEntry(name));
                Files.copy(file, out);
            }
        }
        return jar;
    }
}
