package io.drey.protocol;

/** Every message there is; the wire name is {@link #wireName()}. */
public enum MessageKind {
    HELLO("hello", KernelMessages.Hello.class),
    READY("ready", KernelMessages.Ready.class),
    STATEMENT("statement", KernelMessages.Statement.class),
    RESULT_OPENED("result-opened", KernelMessages.ResultOpened.class),
    JOB("job", KernelMessages.Job.class),
    RUN_ENDED("run-ended", KernelMessages.RunEnded.class),
    COMPLETIONS("completions", KernelMessages.Completions.class),
    CHECKED("checked", KernelMessages.Checked.class),
    DESCRIBED("described", KernelMessages.Described.class),
    LISTED("listed", CatalogMessages.Listed.class),
    INSPECTED("inspected", CatalogMessages.Inspected.class),
    EXPLAINED("explained", KernelMessages.Explained.class),
    PROBED("probed", CatalogMessages.Probed.class),
    CONNECTORS("connectors", CatalogMessages.Connectors.class),
    SURVEYED("surveyed", SessionMessages.Surveyed.class),
    SCANNED_RESTORE_POINTS("scanned-restore-points", RestoreMessages.ScannedRestorePoints.class),
    SCRIPT_CHECKED("script-checked", ScriptMessages.ScriptChecked.class),
    LOG("log", KernelMessages.Log.class),
    BYE("bye", KernelMessages.Bye.class),

    WELCOME("welcome", ServerMessages.Welcome.class),
    CONFIGURE("configure", ServerMessages.Configure.class),
    RUN("run", ServerMessages.Run.class),
    CANCEL("cancel", ServerMessages.Cancel.class),
    COMPLETE("complete", ServerMessages.Complete.class),
    CHECK("check", ServerMessages.Check.class),
    DESCRIBE("describe", ServerMessages.Describe.class),
    BROWSE("browse", CatalogMessages.Browse.class),
    INSPECT("inspect", CatalogMessages.Inspect.class),
    EXPLAIN("explain", ServerMessages.Explain.class),
    PROBE("probe", CatalogMessages.Probe.class),
    LIST_CONNECTORS("list-connectors", CatalogMessages.ListConnectors.class),
    SURVEY("survey", SessionMessages.Survey.class),
    SCAN_RESTORE_POINTS("scan-restore-points", RestoreMessages.ScanRestorePoints.class),
    CHECK_SCRIPT("check-script", ScriptMessages.CheckScript.class),
    RESULT_STATE("result-state", ServerMessages.ResultState.class),
    SHUTDOWN("shutdown", ServerMessages.Shutdown.class);

    private final String wireName;
    private final Class<? extends Record> type;

    MessageKind(String wireName, Class<? extends Record> type) {
        this.wireName = wireName;
        this.type = type;
    }

    public String wireName() {
        return wireName;
    }

    /** The record that carries the body. */
    public Class<? extends Record> type() {
        return type;
    }

    /**
     * Finds a kind by its wire name.
     *
     * @throws JsonException if there is none
     */
    public static MessageKind parse(String wireName) {
        for (MessageKind kind : values()) {
            if (kind.wireName.equals(wireName)) {
                return kind;
            }
        }
        throw new JsonException("kind: '" + wireName + "' is not known");
    }
}
