package io.drey.client;

import io.drey.model.Arrangement;
import io.drey.model.CatalogEntry;
import io.drey.model.CatalogList;
import io.drey.model.CatalogObject;
import io.drey.model.CheckRequest;
import io.drey.model.CompletionList;
import io.drey.model.CompletionRequest;
import io.drey.model.ConnectorList;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.JobGraph;
import io.drey.model.JobId;
import io.drey.model.JobInfo;
import io.drey.model.KernelId;
import io.drey.model.KernelInfo;
import io.drey.model.KernelRequest;
import io.drey.model.KernelState;
import io.drey.model.Notebook;
import io.drey.model.NotebookCopy;
import io.drey.model.NotebookDiff;
import io.drey.model.NotebookEdits;
import io.drey.model.NotebookHistory;
import io.drey.model.NotebookHits;
import io.drey.model.NotebookMove;
import io.drey.model.NotebookRequest;
import io.drey.model.NotebookSummary;
import io.drey.model.RestoredVersion;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultPage;
import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.model.RunRequest;
import io.drey.model.SessionInfo;
import io.drey.model.StatusInfo;
import io.drey.model.TableProbe;
import io.drey.model.TableProbeRequest;
import io.drey.model.TextCheck;
import io.drey.model.TextPlan;
import io.drey.model.TrashRestore;
import io.drey.model.TrashedNotebook;
import io.drey.model.TutorialInfo;
import io.drey.model.VersionRestore;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls a Drey server over its HTTP API. Thread-safe.
 *
 * <p>Every method throws {@link DreyException} with the code the server answered; a server that
 * cannot be reached is {@link DreyErrorCode#SERVER_UNAVAILABLE}.
 */
public final class DreyClient {
    /** How long one long poll is held open at most; the server answers sooner on a change. */
    private static final Duration POLL = Duration.ofSeconds(20);

    private static final Duration POLL_GRACE = Duration.ofSeconds(20);

    private static final Duration KERNEL_POLL = Duration.ofMillis(100);

    private final HttpCalls calls;

    public DreyClient(ClientOptions options) {
        this.calls = new HttpCalls(options);
    }

    public static DreyClient of(URI server, @Nullable String token) {
        return new DreyClient(ClientOptions.of(server, token));
    }

    /** Asks whether the server is up; needs no token. */
    public Health health() {
        return calls.get("/health", Health.class);
    }

    public StatusInfo getStatus() {
        return calls.get("/status", StatusInfo.class);
    }

    /** Stops the server and all it has started. It answers before it is gone. */
    public void shutdown() {
        calls.post("/shutdown");
    }

    /** Makes an address that signs a browser in, once. */
    public URI createLink() {
        return URI.create(calls.post("/links", null, Link.class).url());
    }

    public List<NotebookSummary> listNotebooks() {
        return calls.list("/notebooks", NotebookSummary.class);
    }

    public Notebook getNotebook(String path) {
        return calls.get(ApiPath.of("/notebooks").segments(path), Notebook.class);
    }

    /** Reads the file itself, byte for byte. */
    public String getNotebookSource(String path) {
        return calls.text(ApiPath.of("/notebooks").segments(path).query("format", "source"));
    }

    public Notebook createNotebook(NotebookRequest request) {
        return calls.post("/notebooks", request, Notebook.class);
    }

    /** Moves a notebook to the trash; {@link #restoreNotebook} brings it back. */
    public TrashedNotebook deleteNotebook(String path) {
        return calls.delete(ApiPath.of("/notebooks").segments(path), TrashedNotebook.class);
    }

    /** Finds text in all notebooks, whatever its case; at most {@code limit} lines. */
    public NotebookHits searchNotebooks(String text, int limit) {
        ApiPath path = ApiPath.of("/search").query("text", text).query("limit", limit);
        return calls.get(path, NotebookHits.class);
    }

    /** Lists deleted notebooks, the last deleted first. */
    public List<TrashedNotebook> listTrash() {
        return calls.list("/trash", TrashedNotebook.class);
    }

    /**
     * Brings a deleted notebook back.
     *
     * @param to where to; null for its old path or, if that is taken, one with a number
     */
    public Notebook restoreNotebook(String id, @Nullable String to) {
        ApiPath target = ApiPath.of("/trash").segment(id).segment("restore");
        return calls.post(target, to == null ? null : new TrashRestore(to), Notebook.class);
    }

    /** Removes a deleted notebook for good. */
    public void removeFromTrash(String id) {
        calls.delete(ApiPath.of("/trash").segment(id));
    }

    /** Lists the kept versions of a notebook, the newest first. */
    public NotebookHistory getHistory(String notebook) {
        return calls.get(ApiPath.of("/history").query("notebook", notebook), NotebookHistory.class);
    }

    /** Reads the file as it was, byte for byte. */
    public String getVersionSource(String notebook, long version) {
        return calls.text(version(version).query("notebook", notebook).query("format", "source"));
    }

    /**
     * Compares a version with another, block by block.
     *
     * @param from the other one; null for the one kept before it
     */
    public NotebookDiff diffVersions(String notebook, long version, @Nullable Long from) {
        ApiPath path =
                version(version).segment("diff").query("notebook", notebook).query("from", from);
        return calls.get(path, NotebookDiff.class);
    }

    /**
     * Brings an older version back, as a new version.
     *
     * @param block the key of the one block to bring back; null for the whole file
     */
    public RestoredVersion restoreVersion(String notebook, long version, @Nullable String block) {
        return calls.post(
                version(version).segment("restore"),
                new VersionRestore(notebook, block),
                RestoredVersion.class);
    }

    /** Gives a notebook another path; its runs and kernel stay with it. */
    public Notebook moveNotebook(String path, String to) {
        ApiPath target = ApiPath.of("/notebooks").segments(path).segment("move");
        return calls.post(target, new NotebookMove(to), Notebook.class);
    }

    /** Copies a notebook; without a path the copy stands beside it. */
    public Notebook copyNotebook(String path, @Nullable String to) {
        ApiPath target = ApiPath.of("/notebooks").segments(path).segment("copy");
        return calls.post(target, new NotebookCopy(to), Notebook.class);
    }

    /**
     * Replaces the whole file; {@link DreyErrorCode#NOTEBOOK_CHANGED} when it is not that version.
     */
    public Notebook updateNotebookSource(String path, String baseVersion, String source) {
        ApiPath target =
                ApiPath.of("/notebooks")
                        .segments(path)
                        .query("format", "source")
                        .query("baseVersion", baseVersion);
        return calls.putText(target, source, Notebook.class);
    }

    /** Applies edits; {@link DreyErrorCode#NOTEBOOK_CHANGED} when it is not that version. */
    public Notebook editNotebook(String path, NotebookEdits edits) {
        return calls.patch(ApiPath.of("/notebooks").segments(path), edits, Notebook.class);
    }

    public List<TutorialInfo> listTutorials() {
        return calls.list("/tutorials", TutorialInfo.class);
    }

    /** Copies a tutorial into the notebooks, unless it is there. */
    public Notebook openTutorial(String name) {
        return calls.post(
                ApiPath.of("/tutorials").segment(name).segment("open"), null, Notebook.class);
    }

    public List<KernelInfo> listKernels() {
        return calls.list("/kernels", KernelInfo.class);
    }

    public KernelInfo getKernel(KernelId id) {
        return calls.get(ApiPath.of("/kernels").segment(id), KernelInfo.class);
    }

    /** Gets the notebook's or the named kernel, or a new one. */
    public KernelInfo createKernel(KernelRequest request) {
        return calls.post("/kernels", request, KernelInfo.class);
    }

    /**
     * Waits until a kernel can answer.
     *
     * @throws DreyException with {@link DreyErrorCode#TIMEOUT} when it cannot in time
     */
    public KernelInfo awaitKernel(KernelId id, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        KernelInfo kernel = getKernel(id);
        while (kernel.state() == KernelState.STARTING) {
            if (System.nanoTime() - deadline > 0) {
                throw new DreyException(
                        DreyErrorCode.TIMEOUT,
                        "kernel " + id + ": still starting after " + timeout.toSeconds() + " s");
            }
            LockSupport.parkNanos(KERNEL_POLL.toNanos());
            kernel = getKernel(id);
        }
        return kernel;
    }

    public void deleteKernel(KernelId id) {
        calls.delete(ApiPath.of("/kernels").segment(id));
    }

    public KernelInfo restartKernel(KernelId id) {
        return calls.post(
                ApiPath.of("/kernels").segment(id).segment("restart"), null, KernelInfo.class);
    }

    public String getKernelLog(KernelId id, int lines) {
        return calls.text(ApiPath.of("/kernels").segment(id).segment("log").query("tail", lines));
    }

    /** Names what could stand at a place in a source text. */
    public CompletionList complete(KernelId id, CompletionRequest request) {
        return calls.post(
                ApiPath.of("/kernels").segment(id).segment("complete"),
                request,
                CompletionList.class);
    }

    /** Tells what is wrong with a text, and what it may not mean, without running it. */
    public TextCheck check(KernelId id, CheckRequest request) {
        return calls.post(
                ApiPath.of("/kernels").segment(id).segment("check"), request, TextCheck.class);
    }

    /** Tells how a text would be run, without running it. */
    public TextPlan explain(KernelId id, CheckRequest request) {
        return calls.post(
                ApiPath.of("/kernels").segment(id).segment("explain"), request, TextPlan.class);
    }

    /** Shows what a kernel's session holds, and how its process fares. */
    public SessionInfo getSession(KernelId id) {
        return calls.get(ApiPath.of("/kernels").segment(id).segment("session"), SessionInfo.class);
    }

    /** Lists the catalogs of a kernel, the databases of one, or what is in a database. */
    public CatalogList listCatalog(
            KernelId id, @Nullable String catalog, @Nullable String database, int limit) {
        return calls.get(
                ApiPath.of("/kernels")
                        .segment(id)
                        .segment("catalog")
                        .query("catalog", catalog)
                        .query("database", database)
                        .query("limit", limit),
                CatalogList.class);
    }

    /** Finds tables, views, functions, databases and catalogs by a part of their names. */
    public CatalogList findInCatalogs(KernelId id, String text, int limit) {
        return calls.get(
                ApiPath.of("/kernels")
                        .segment(id)
                        .segment("catalog")
                        .query("find", text)
                        .query("limit", limit),
                CatalogList.class);
    }

    /** Finds the same, and tables by their columns' names and by comments; takes longer. */
    public CatalogList findInColumns(KernelId id, String text, int limit) {
        return calls.get(
                ApiPath.of("/kernels")
                        .segment(id)
                        .segment("catalog")
                        .query("find", text)
                        .query("deep", true)
                        .query("limit", limit),
                CatalogList.class);
    }

    /** Tells of a table, view, function, database or catalog. */
    public CatalogObject getCatalogObject(KernelId id, CatalogEntry entry) {
        return calls.get(
                ApiPath.of("/kernels")
                        .segment(id)
                        .segment("catalog")
                        .segment("object")
                        .query("kind", entry.kind())
                        .query("catalog", entry.catalog())
                        .query("database", entry.database())
                        .query("name", entry.name()),
                CatalogObject.class);
    }

    /**
     * Lists connectors and formats.
     *
     * @param options of a table to be: {@code connector}, {@code format}, {@code key.format} and
     *     {@code value.format}; the options of those named are listed
     */
    public ConnectorList listConnectors(KernelId id, Map<String, String> options) {
        ApiPath path = ApiPath.of("/kernels").segment(id).segment("catalog").segment("connectors");
        for (Map.Entry<String, String> option : options.entrySet()) {
            path = path.query(option.getKey(), option.getValue());
        }
        return calls.get(path, ConnectorList.class);
    }

    /** Finds out what columns a table over files, a topic or a database has. */
    public TableProbe probeTable(KernelId id, TableProbeRequest request) {
        return calls.post(
                ApiPath.of("/kernels").segment(id).segment("catalog").segment("probe"),
                request,
                TableProbe.class);
    }

    /** Queues a run and returns at once. */
    public RunInfo createRun(KernelId kernel, RunRequest request) {
        return calls.post(
                ApiPath.of("/kernels").segment(kernel).segment("runs"), request, RunInfo.class);
    }

    /** Lists runs, newest first; null leaves a condition out. */
    public List<RunInfo> listRuns(
            @Nullable String notebook, @Nullable KernelId kernel, @Nullable Integer limit) {
        ApiPath path =
                ApiPath.of("/runs")
                        .query("notebook", notebook)
                        .query("kernel", kernel)
                        .query("limit", limit);
        return calls.list(path, RunInfo.class);
    }

    /** Of every cell of a notebook its newest runs, newest first. */
    public List<RunInfo> listRunsByCell(String notebook, int perCell) {
        ApiPath path = ApiPath.of("/runs").query("notebook", notebook).query("perCell", perCell);
        return calls.list(path, RunInfo.class);
    }

    public RunInfo getRun(RunId id) {
        return calls.get(ApiPath.of("/runs").segment(id), RunInfo.class);
    }

    /** Waits until the run is newer than the version, or the time is over; returns it as it is. */
    public RunInfo getRunAfter(RunId id, long version, Duration wait) {
        ApiPath path =
                ApiPath.of("/runs")
                        .segment(id)
                        .query("after", version)
                        .query("wait", Math.max(1, wait.toSeconds()));
        return calls.get(path, wait.plus(POLL_GRACE), RunInfo.class);
    }

    /**
     * Waits until the run satisfies a condition.
     *
     * @throws DreyException with {@link DreyErrorCode#TIMEOUT} when it does not in time
     */
    public RunInfo awaitRun(RunId id, Predicate<RunInfo> condition, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        RunInfo run = getRun(id);
        while (!condition.test(run)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new DreyException(
                        DreyErrorCode.TIMEOUT,
                        "run " + id + ": still " + run.state() + " after " + timeout);
            }
            run = getRunAfter(id, run.version(), min(POLL, Duration.ofNanos(left)));
        }
        return run;
    }

    public RunInfo cancelRun(RunId id) {
        return calls.post(ApiPath.of("/runs").segment(id).segment("cancel"), null, RunInfo.class);
    }

    public ResultInfo getResult(ResultId id) {
        return calls.get(ApiPath.of("/results").segment(id), ResultInfo.class);
    }

    public void deleteResult(ResultId id) {
        calls.delete(ApiPath.of("/results").segment(id));
    }

    /** Reads a page of the table as JSON values; for many rows use the Arrow streams. */
    public ResultPage getRows(ResultId id, long offset, int limit) {
        return getRows(id, offset, limit, Arrangement.NONE);
    }

    /** Reads a page of the rows sorted, filtered and searched; the server is waited for. */
    public ResultPage getRows(ResultId id, long offset, int limit, Arrangement arrangement) {
        ApiPath path =
                ApiPath.of("/results")
                        .segment(id)
                        .segment("rows")
                        .query("offset", offset)
                        .query("limit", limit)
                        .query("format", "json")
                        .query("arrangement", text(arrangement));
        return calls.get(path, ResultPage.class);
    }

    /**
     * Opens a page of the table as Arrow.
     *
     * @param columns names of the columns wanted; empty for all
     */
    public ResultStream openRows(ResultId id, long offset, long limit, List<String> columns) {
        return openRows(id, offset, limit, columns, Arrangement.NONE);
    }

    /** Opens a page of the rows sorted, filtered and searched; the server is waited for. */
    public ResultStream openRows(
            ResultId id, long offset, long limit, List<String> columns, Arrangement arrangement) {
        ApiPath path =
                ApiPath.of("/results")
                        .segment(id)
                        .segment("rows")
                        .query("offset", offset)
                        .query("limit", limit)
                        .query("format", "arrow")
                        .query("columns", columns.isEmpty() ? null : String.join(",", columns))
                        .query("arrangement", text(arrangement));
        return new ResultStream(calls.open(path));
    }

    /**
     * Opens the changes behind a frame as Arrow.
     *
     * @param afterFrame 0 for all that are still kept
     * @param isFollowing whether to wait for further changes until the result is final
     */
    public ResultStream openChanges(ResultId id, long afterFrame, boolean isFollowing) {
        ApiPath path =
                ApiPath.of("/results")
                        .segment(id)
                        .segment("changes")
                        .query("after", afterFrame)
                        .query("follow", isFollowing)
                        .query("format", "arrow");
        return new ResultStream(calls.open(path));
    }

    /** Downloads the full current table; the caller closes the stream. */
    public InputStream exportResult(ResultId id, ExportFormat format) {
        return exportResult(id, format, Arrangement.NONE);
    }

    /** Downloads the rows sorted, filtered and searched; the caller closes the stream. */
    public InputStream exportResult(ResultId id, ExportFormat format, Arrangement arrangement) {
        ApiPath path =
                ApiPath.of("/results")
                        .segment(id)
                        .segment("export")
                        .query("format", format.queryValue())
                        .query("arrangement", text(arrangement));
        return calls.openBody(path);
    }

    public List<JobInfo> listJobs() {
        return calls.list("/jobs", JobInfo.class);
    }

    public JobInfo getJob(JobId id) {
        return calls.get(ApiPath.of("/jobs").segment(id), JobInfo.class);
    }

    /** Shows a job's graph as its cluster runs it now. */
    public JobGraph getJobGraph(JobId id) {
        return calls.get(ApiPath.of("/jobs").segment(id).segment("graph"), JobGraph.class);
    }

    /** Asks the cluster to cancel a job; it may take some time to end. */
    public void cancelJob(JobId id) {
        calls.post(ApiPath.of("/jobs").segment(id).segment("cancel"));
    }

    /** Calls about the clusters that deployments are kept on. */
    public ClusterCalls clusters() {
        return new ClusterCalls(calls);
    }

    /** Calls about values that deployments share. */
    public VariableCalls variables() {
        return new VariableCalls(calls);
    }

    /** Calls about deployments. */
    public DeploymentCalls deployments() {
        return new DeploymentCalls(calls);
    }

    /** Reads the last lines of a log: {@code server}, {@code jobmanager}, a kernel's id … */
    public String getLog(String process, int lines) {
        return calls.text(ApiPath.of("/logs").segment(process).query("tail", lines));
    }

    private @Nullable String text(Arrangement arrangement) {
        return arrangement.isNothing() ? null : calls.jsonText(arrangement);
    }

    private static ApiPath version(long number) {
        return ApiPath.of("/history").segment(number);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private record Link(String url) {}
}
