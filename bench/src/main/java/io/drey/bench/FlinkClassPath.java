package io.drey.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts peers on the distribution's own Flink, so that all sides run the same version. */
record FlinkClassPath(Path home, String runtime) {
    Process start(Path directory, String name, String mainClass, List<String> arguments)
            throws IOException {
        // Flink's own programs insist on a configuration, if only an empty one.
        Files.writeString(directory.resolve("config.yaml"), "");
        ProcessBuilder builder = builder(mainClass, arguments);
        builder.environment().put("FLINK_CONF_DIR", directory.toString());
        return builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start();
    }

    ProcessBuilder builder(String mainClass, List<String> arguments) throws IOException {
        Path kernel = home.resolve("kernel").resolve(runtime);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        try (Stream<String> options = Files.lines(kernel.resolve("jvm.options"))) {
            options.map(String::trim).filter(line -> line.startsWith("--")).forEach(command::add);
        }
        command.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC"));
        command.add("-cp");
        command.add(
                String.join(
                        File.pathSeparator,
                        kernel.resolve("lib") + "/*",
                        home.resolve("runtime").resolve(runtime).resolve("lib") + "/*",
                        System.getProperty("java.class.path")));
        command.add(mainClass);
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }
}
