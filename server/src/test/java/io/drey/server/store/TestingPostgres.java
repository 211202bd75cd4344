package io.drey.server.store;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server of its own in a temporary folder; Debian's package brings the programs. */
final class TestingPostgres implements AutoCloseable {
    private final Path bin;
    private final Path data;
    private final int port;

    private TestingPostgres(Path bin, Path data, int port) {
        this.bin = bin;
        this.data = data;
        this.port = port;
    }

    static TestingPostgres start() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory(Path.of("/tmp"), "drey-postgres");
        TestingPostgres postgres = new TestingPostgres(findBin(), data, freePort());
        if (isRoot()) {
            // PostgreSQL refuses to run as root.
            run(List.of("chown", "postgres", data.toString()));
        }
        postgres.program("initdb", "-D", data + "/db", "-U", "drey", "--auth=trust", "--no-sync");
        String options = "-p " + postgres.port + " -h 127.0.0.1 -k " + data + " -c fsync=off";
        postgres.program(
                "pg_ctl", "-D", data + "/db", "-l", data + "/log", "-o", options, "-w", "start");
        return postgres;
    }

    /** Opens an empty database. */
    Database open(String name) {
        try {
            program("createdb", "-h", "127.0.0.1", "-p", "" + port, "-U", "drey", name);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return Database.postgresql("jdbc:postgresql://127.0.0.1:" + port + "/" + name, "drey", "");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        program("pg_ctl", "-D", data + "/db", "-m", "immediate", "stop");
        run(List.of("rm", "-rf", data.toString()));
    }

    private void program(String name, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(bin.resolve(name).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(Path.of("/tmp").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException("exit code " + process.exitValue() + " of " + command);
        }
    }

    private static Path findBin() throws IOException {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no PostgreSQL (apt install postgresql)"));
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
