package io.drey.cli.server;

import io.drey.cli.render.Words;
import io.drey.cli.shell.Environment;
import io.drey.model.DreyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Checks of the machine that need no running Drey. */
final class MachineChecks {
    private static final int OLDEST_JAVA = 17;
    private static final long LITTLE_MEMORY = 700L << 20;
    private static final long ENOUGH_MEMORY = 1_500L << 20;
    private static final List<String> PARTS =
            List.of("server/lib", "cli/lib", "kernel/1.20/lib", "runtime/1.20/lib");

    private final Environment environment;

    MachineChecks(Environment environment) {
        this.environment = environment;
    }

    Finding java() {
        int feature = Runtime.version().feature();
        String home = environment.variable("JAVA_HOME");
        String detail = Runtime.version() + " in " + System.getProperty("java.home");
        if (feature < OLDEST_JAVA) {
            return Finding.problem(
                    "java", detail, "Install Java " + OLDEST_JAVA + " or newer and set JAVA_HOME.");
        }
        if (home != null && !Files.isExecutable(Path.of(home, "bin", "java"))) {
            return Finding.warning(
                    "java",
                    "JAVA_HOME is " + home + ", where no Java is",
                    "Correct or unset JAVA_HOME; " + detail + " is used instead.");
        }
        return Finding.ok("java", detail);
    }

    Finding build() {
        Path home = environment.dreyHome();
        if (home == null) {
            return Finding.problem("build", "drey.home is not set", "Start this with ./drey.");
        }
        List<String> missing = PARTS.stream().filter(part -> isEmpty(home.resolve(part))).toList();
        return missing.isEmpty()
                ? Finding.ok("build", home.toString())
                : Finding.problem(
                        "build",
                        "missing in " + home + ": " + String.join(", ", missing),
                        "Build it: ./drey up builds what is not built.");
    }

    Finding memory() {
        Optional<Long> available = availableMemory();
        if (available.isEmpty()) {
            return Finding.ok("memory", "this system does not tell how much is free");
        }
        String detail = Words.bytes(available.get()) + " available";
        if (available.get() < LITTLE_MEMORY) {
            return Finding.problem(
                    "memory", detail, "Close something; Drey needs about 1.5 GB for all of it.");
        }
        return available.get() < ENOUGH_MEMORY
                ? Finding.warning("memory", detail, "Drey needs about 1.5 GB for all of it.")
                : Finding.ok("memory", detail);
    }

    static Finding port(int port) {
        try {
            ServerLauncher.requireFree(port);
            return Finding.ok("port", port + " is free");
        } catch (DreyException e) {
            return Finding.problem(
                    "port",
                    port + " is in use by another program",
                    "Stop what listens there, or start with: ./drey up --port N");
        }
    }

    Finding tool(String program, String purpose, String versionFlag) {
        Optional<Path> path = Programs.find(program, environment);
        return path.isEmpty()
                ? Finding.ok(program, "not installed, " + purpose)
                : Finding.ok(program, versionOf(path.get(), versionFlag));
    }

    private static boolean isEmpty(Path folder) {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return true;
        }
    }

    private static Optional<Long> availableMemory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String versionOf(Path program, String flag) {
        try {
            Process process =
                    new ProcessBuilder(program.toString(), flag)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                            .start();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return program.toString();
            }
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.strip().lines().reduce((a, b) -> b).orElse(program.toString());
        } catch (IOException e) {
            return program + " does not start";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return program.toString();
        }
    }
}
