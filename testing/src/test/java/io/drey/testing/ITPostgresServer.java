package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.ExecutionMode;
import io.drey.model.KernelId;
import io.drey.model.KernelRequest;
import io.drey.model.NotebookRequest;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.model.RunInfo;
import io.drey.model.RunRequest;
import io.drey.model.RunState;
import io.drey.server.store.TestingPostgres;
import io.drey.testing.TestingCommandLine.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server on PostgreSQL, set up as an administrator would: in {@code drey.properties}. */
class ITPostgresServer {
    private static TestingPostgres postgres;

    @TempDir Path folder;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = TestingPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void keepsRunsAndResultsOverARestart() throws Exception {
        Path data = dataOn(postgres.createDatabase("team"), TestingPostgres.PASSWORD);
        TestingDrey drey = TestingDrey.start(data);
        drey.client().createNotebook(new NotebookRequest("sums", null, null));
        KernelId kernel = drey.client().createKernel(new KernelRequest("sums", null)).id();
        RunInfo done = runCell(drey, kernel, "SELECT 6 * 7 AS answer");
        assertThat(done.state()).as("%s", done.error()).isEqualTo(RunState.SUCCEEDED);
        assertThat(data.resolve("drey.db")).doesNotExist();

        drey.killServer();
        drey.startAgain();
        assertThat(drey.client().listRuns("sums", null, 10)).containsExactly(done);
        ResultInfo result = drey.client().getResult(drey.resultOf(done));
        assertThat(result.state()).isEqualTo(ResultState.COMPLETE);
        assertThat(drey.client().getRows(result.id(), 0, 10).rows()).hasToString("[[42]]");
        // The same kernel goes on, so its session was found in the database.
        assertThat(drey.client().createKernel(new KernelRequest("sums", null)).id())
                .isEqualTo(kernel);
        assertThat(drey.rows(kernel, "SELECT 1 + 1")).containsExactly("[2]");

        secondServerIsRefused(postgres.address() + "team");
        drey.close();
    }

    @Test
    void saysWhyTheDatabaseCannotBeOpened() throws Exception {
        Path data = dataOn(postgres.createDatabase("closed"), "a wrong password");
        Said said =
                TestingCommandLine.run("up", "--detach", "--port", "0", "--data", data.toString());
        assertThat(said.exitCode()).isNotZero();
        assertThat(said.err())
                .contains("store.url")
                .contains("password authentication failed")
                .doesNotContain("a wrong password")
                .doesNotContain("\tat ");
    }

    private void secondServerIsRefused(String url) throws Exception {
        Path other = dataOn(url, TestingPostgres.PASSWORD);
        Said said =
                TestingCommandLine.run("up", "--detach", "--port", "0", "--data", other.toString());
        assertThat(said.exitCode()).isNotZero();
        assertThat(said.err()).contains("another server uses " + url);
    }

    private Path dataOn(String url, String password) throws Exception {
        Path data = Files.createTempDirectory(folder, "data");
        Files.write(
                data.resolve("drey.properties"),
                List.of(
                        "store.url=" + url,
                        "store.user=" + TestingPostgres.USER,
                        "store.password=" + password));
        return data;
    }

    private static RunInfo runCell(TestingDrey drey, KernelId kernel, String source) {
        RunInfo run =
                drey.client()
                        .createRun(
                                kernel,
                                new RunRequest(
                                        "sql",
                                        source,
                                        ExecutionMode.BATCH,
                                        "sums",
                                        "c1",
                                        null,
                                        null,
                                        null));
        return drey.client()
                .awaitRun(run.id(), now -> now.state().isFinal(), Duration.ofMinutes(1));
    }
}
