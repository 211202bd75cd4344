package io.drey.testing;

import io.drey.server.platform.TestingPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A MariaDB server of its own; Debian's package brings the programs. */
final class TestingMariaDb implements AutoCloseable {
    static final String USER = "drey";
    static final String PASSWORD = "a testing password";

    static final String MISSING =
            "no MariaDB here (apt install mariadb-server-core mariadb-client-core)";

    private static final Path SERVER = Path.of("/usr/sbin/mariadbd");

    private final Path data;
    private final int port = TestingPorts.free();
    private Process server;

    private TestingMariaDb(Path data) {
        this.data = data;
    }

    static boolean isInstalled() {
        return Files.isExecutable(SERVER);
    }

    static TestingMariaDb start(Path data) throws IOException, InterruptedException {
        TestingMariaDb mariaDb = new TestingMariaDb(data);
        String user = "--user=" + System.getProperty("user.name");
        mariaDb.run(
                "mariadb-install-db",
                "--no-defaults",
                user,
                "--datadir=" + data.resolve("db"),
                "--auth-root-authentication-method=normal");
        mariaDb.server =
                mariaDb.process(
                        SERVER.toString(),
                        "--no-defaults",
                        user,
                        "--datadir=" + data.resolve("db"),
                        "--socket=" + mariaDb.socket(),
                        "--bind-address=127.0.0.1",
                        "--port=" + mariaDb.port,
                        // Else its anonymous users of localhost come before others.
                        "--skip-name-resolve",
                        "--innodb-buffer-pool-size=32M",
                        "--innodb-flush-log-at-trx-commit=0");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> Files.exists(mariaDb.socket()) || !mariaDb.server.isAlive());
        mariaDb.execute(
                "CREATE USER '%s' IDENTIFIED BY '%s'; GRANT ALL ON *.* TO '%s'"
                        .formatted(USER, PASSWORD, USER));
        return mariaDb;
    }

    /** Its JDBC address, up to the name of a database. */
    String address() {
        return "jdbc:mysql://127.0.0.1:" + port + "/";
    }

    void execute(String sql) throws IOException, InterruptedException {
        run("mariadb", "--no-defaults", "--user=root", "--socket=" + socket(), "-e", sql);
    }

    @Override
    public void close() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    private Path socket() {
        return data.resolve("socket");
    }

    private void run(String... command) throws IOException, InterruptedException {
        Process process = process(command);
        if (process.waitFor() != 0) {
            throw new IOException(
                    "exit code "
                            + process.exitValue()
                            + " of "
                            + List.of(command)
                            + ", see "
                            + data);
        }
    }

    private Process process(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(data.resolve("mariadb.log").toFile()))
                .start();
    }
}
