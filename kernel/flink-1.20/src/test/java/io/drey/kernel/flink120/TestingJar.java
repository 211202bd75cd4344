package io.drey.kernel.flink120;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** Jars with functions of a user, which no class path of the tests has. */
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

    private TestingJar() {}

    /** A jar with the scalar function {@code com.example.Shout}. */
    static Path shout(Path directory) throws IOException {
        Path source = Files.createDirectories(directory.resolve("shout")).resolve("Shout.java");
        Files.writeString(source, SHOUT);
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-d",
                                directory.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                source.toString());
        if (status != 0) {
            throw new IllegalStateException("the function does not compile");
        }
        Path jar = directory.resolve("shout.jar");
        String name = "com/example/Shout.class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(name));
            Files.copy(directory.resolve(name), out);
        }
        return jar;
    }
}
