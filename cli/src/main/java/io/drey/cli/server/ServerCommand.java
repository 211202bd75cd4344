package io.drey.cli.server;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Environment;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds the command that starts a server process. Immutable. */
final class ServerCommand {
    static final String MAIN = "io.drey.server.app.DreyServerMain";

    private final Path home;
    private final Environment environment;

    ServerCommand(Environment environment) {
        this.environment = requireNonNull(environment, "environment");
        if (environment.dreyHome() == null) {
            throw new DreyException(
                    DreyErrorCode.SERVER_UNAVAILABLE,
                    "drey.home: not set (expected: the folder of the distribution)");
        }
        this.home = environment.dreyHome();
    }

    List<String> build(DataDir data, StartOptions options) {
        if (!Files.isDirectory(home.resolve("server/lib"))) {
            throw new DreyException(
                    DreyErrorCode.SERVER_UNAVAILABLE,
                    home.resolve("server/lib") + ": missing (expected: a built Drey)");
        }
        List<String> command = new ArrayList<>();
        // A session of its own: Ctrl-C in the terminal must not reach the server first.
        findOnPath("setsid").ifPresent(setsid -> command.add(setsid.toString()));
        command.add(java().toString());
        command.add("-Xmx256m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:-UsePerfData");
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Djava.io.tmpdir=" + data.serverTemporary());
        Path archive = home.resolve("cds/server.jsa");
        if (Files.isRegularFile(archive)) {
            command.add("-XX:SharedArchiveFile=" + archive);
            command.add("-Xshare:auto");
        }
        command.add("-cp");
        command.add(home.resolve("server/lib") + "/*");
        command.add(MAIN);
        command.add("--home");
        command.add(home.toString());
        command.add("--data");
        command.add(data.path().toString());
        if (options.port() != null) {
            command.add("--port");
            command.add(String.valueOf(options.port()));
        }
        for (String setting : options.settings()) {
            command.add("--set");
            command.add(setting);
        }
        return command;
    }

    /** This very Java: the start script has seen to it that it fits, whatever JAVA_HOME says. */
    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private java.util.Optional<Path> findOnPath(String program) {
        return Programs.find(program, environment);
    }
}
