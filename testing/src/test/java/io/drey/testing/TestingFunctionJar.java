package io.drey.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** A user's jar with the function {@code com.example.Shout}. */
final class TestingFunctionJar {
    private static final String SHOUT =
            """
            package com.example;

            public class Shout extends org.apache.flink.table.functions.ScalarFunction {
                public String eval(String text) {
                    return text.toUpperCase(java.util.Locale.ROOT) + "!";
                }
            }
            """;

    private TestingFunctionJar() {}

    static Path write(Path jar) throws IOException {
        Path work = Files.createTempDirectory(jar.getParent(), "classes");
        Path source = Files.writeString(work.resolve("Shout.java"), SHOUT);
        int code =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                List.of("-d", work.toString(), "-cp", flink(), source.toString())
                                        .toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException("javac: " + code);
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("com/example/Shout.class"));
            Files.copy(work.resolve("com/example/Shout.class"), zip);
        }
        return jar;
    }

    private static String flink() throws IOException {
        try (Stream<Path> jars = Files.list(TestingDistribution.runtime().resolve("lib"))) {
            return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
    }
}
