package io.drey.server.store;

import io.drey.server.platform.TestingPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL server of its own in a temporary folder; Debian's package brings the programs. */
public final class TestingPostgres implements AutoCloseable {
    public static final String USER = "drey";
    public static final String PASSWORD = "a testing password";

    public static final String MISSING = "no PostgreSQL here (apt install postgresql)";

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql");

    private final Path bin;
    private final Path data;
    private final int port = TestingPorts.free();

    private TestingPostgres(Path bin, Path data) {
        this.bin = bin;
        this.data = data;
    }

    public static boolean isInstalled() {
        return Files.isDirectory(PROGRAMS);
    }

    /** Starts one; where PostgreSQL is not installed, the test is skipped. */
    public static TestingPostgres start() throws IOException, InterruptedException {
        Path bin = findBin();
        Path data = Files.createTempDirectory(Path.of("/tmp"), "drey-postgres");
        TestingPostgres postgres = new TestingPostgres(bin, data);
        Path password = Files.writeString(data.resolve("password"), PASSWORD);
        if (isRoot()) {
            // PostgreSQL refuses to run as root.
            run(List.of("chown", "-R", "postgres", data.toString()));
        }
        postgres.program(
                "initdb",
                "-D",
                data + "/db",
                "-U",
                USER,
                "--auth-local=trust",
                "--auth-host=scram-sha-256",
                "--pwfile=" + password,
                "--no-sync");
        String options = "-p " + postgres.port + " -h 127.0.0.1 -k " + data + " -c fsync=off";
        postgres.program(
                "pg_ctl", "-D", data + "/db", "-l", data + "/log", "-o", options, "-w", "start");
        return postgres;
    }

    /** Makes an empty database and tells its address. */
    public String createDatabase(String name) throws IOException, InterruptedException {
        program("createdb", "-h", data.toString(), "-p", "" + port, "-U", USER, name);
        return address() + name;
    }

    /** Has the server execute a statement in one of its databases. */
    public void execute(String database, String sql) throws IOException, InterruptedException {
        program(
                "psql",
                "-h",
                data.toString(),
                "-p",
                "" + port,
                "-U",
                USER,
                "-v",
                "ON_ERROR_STOP=1",
                "-c",
                sql,
                database);
    }

    /** Its JDBC address, up to the name of a database. */
    public String address() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/";
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
        Assumptions.assumeTrue(isInstalled(), MISSING);
        try (Stream<Path> versions = Files.list(PROGRAMS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no initdb below " + PROGRAMS));
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
