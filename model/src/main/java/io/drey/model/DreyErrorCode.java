package io.drey.model;

/**
 * Every error Drey reports, with its HTTP status and the next step for whoever meets it.
 *
 * <p>The reference page, the page's help texts and the command line's exit codes all read this
 * list.
 */
public enum DreyErrorCode {
    BAD_REQUEST(
            Kind.USER,
            400,
            "The request cannot be understood",
            "See the API reference for the expected shape."),
    NOT_SIGNED_IN(
            Kind.DENIED,
            401,
            "Not signed in",
            "Open the link that `./drey url` prints, or send a valid token."),
    TOKEN_EXPIRED(
            Kind.DENIED,
            401,
            "This link was used or has expired",
            "Run `./drey url` for a new one."),
    FORBIDDEN(
            Kind.DENIED,
            403,
            "Not allowed",
            "Requests that change something must come from Drey's own page or carry a token."),
    NOT_FOUND(Kind.USER, 404, "No such thing", "Check the name or id."),
    KERNEL_NOT_FOUND(
            Kind.USER,
            404,
            "No such kernel",
            "It may have been stopped; running a cell starts a new one."),
    RUN_NOT_FOUND(Kind.USER, 404, "No such run", "Run the cell again."),
    RESULT_NOT_FOUND(
            Kind.USER, 404, "No such result", "It may have been removed; run the cell again."),
    MOMENT_NOT_HELD(
            Kind.USER,
            410,
            "This moment is no longer held",
            "Only the newest changes are kept for replay; go to a later moment."),
    JOB_NOT_FOUND(
            Kind.USER,
            404,
            "No such job",
            "The cluster no longer knows it; it may have ended long ago."),
    NOTEBOOK_NOT_FOUND(
            Kind.USER, 404, "No such notebook", "List the notebooks with `./drey notebook list`."),
    NOTEBOOK_NAME_INVALID(
            Kind.USER,
            400,
            "This cannot be a notebook's name",
            "Use letters, digits, spaces, '-', '_' and '/', without '..'."),
    NOTEBOOK_EXISTS(Kind.CONFLICT, 409, "A notebook of this name exists", "Choose another name."),
    NOTEBOOK_CHANGED(
            Kind.CONFLICT,
            409,
            "The notebook was changed elsewhere",
            "Reload it and make the change again."),
    NOTEBOOK_INACCESSIBLE(
            Kind.USER,
            422,
            "The notebook's file cannot be read or written",
            "Check its permissions and size."),
    VERSION_NOT_FOUND(
            Kind.USER,
            404,
            "No such version of the notebook",
            "List those that are kept with `./drey notebook history PATH`; old ones are thinned"
                    + " out."),
    DEPLOYMENT_NOT_FOUND(
            Kind.USER, 404, "No such deployment", "List them with `./drey deployments`."),
    DEPLOYMENT_NAME_INVALID(
            Kind.USER,
            400,
            "This cannot be a deployment's name",
            "Use letters, digits, spaces, '.', '-' and '_', at most 100, beginning with a letter or"
                    + " digit."),
    DEPLOYMENT_EXISTS(
            Kind.CONFLICT,
            409,
            "A deployment of this name exists",
            "Choose another name, or replace the spec of the one there is."),
    DEPLOYMENT_CHANGED(
            Kind.CONFLICT,
            409,
            "The deployment was changed elsewhere",
            "Look at it again, then repeat the change."),
    DEPLOYMENT_NOT_RUNNING(
            Kind.CONFLICT, 409, "The deployment does not run", "Start it, then try again."),
    CLUSTER_NOT_FOUND(
            Kind.USER,
            404,
            "No such cluster",
            "List them with `./drey clusters`, or add it with `./drey clusters add`."),
    CLUSTER_NAME_INVALID(
            Kind.USER,
            400,
            "This cannot be a cluster's name",
            "Use lower-case letters, digits and '-', at most 40, beginning with a letter."),
    CLUSTER_EXISTS(
            Kind.CONFLICT,
            409,
            "A cluster of this name exists",
            "Choose another name, or remove the one there is."),
    CLUSTER_IN_USE(
            Kind.CONFLICT,
            409,
            "Deployments are kept on this cluster",
            "Delete them first: `./drey deployments --cluster NAME` lists them."),
    CLUSTER_UNSUPPORTED(
            Kind.USER,
            422,
            "The cluster's version of Flink is not supported",
            "Deployments need a session cluster of Flink 1.20."),
    STATE_DIRECTORY_UNUSABLE(
            Kind.USER,
            422,
            "State cannot be kept in this folder",
            "Name a folder that the server and every process of the cluster see under the same path"
                    + " and can write to, such as one on a shared file system."),
    CHECKPOINTS_NOT_KEPT(
            Kind.USER,
            400,
            "These settings would let checkpoints be lost",
            "Leave them out, or say knowingly that loss is accepted."),
    PARAMETER_INVALID(
            Kind.USER,
            400,
            "The parameters do not fit the program",
            "Give each that the program leaves open a value of its type, and no other."),
    VARIABLE_NOT_FOUND(Kind.USER, 404, "No such variable", "List them with `./drey variables`."),
    VARIABLE_INVALID(
            Kind.USER,
            400,
            "This cannot be a variable",
            "Names are letters, digits and '_', beginning with a letter; a secret has 4 to 65536"
                    + " characters."),
    SECRET_NOT_FOUND(
            Kind.USER,
            400,
            "No such secret",
            "Store it with `./drey variables set NAME --secret`."),
    SECRET_MISPLACED(
            Kind.USER,
            400,
            "A secret cannot stand here",
            "Write it as the value of an option, 'password' = '${secret:name}', or into a setting."),
    SECRET_UNREADABLE(
            Kind.USER,
            422,
            "The secret cannot be decrypted",
            "The key is another one than it was stored with: bring that back, or store the secret"
                    + " again."),
    RESTORE_POINT_GONE(
            Kind.USER,
            409,
            "This restore point cannot be started from",
            "Choose another one of the deployment, or start without state."),
    SOURCE_TOO_LONG(
            Kind.USER,
            413,
            "The text is too long to run",
            "Run a part of it, or split it over several cells."),
    SQL_PARSE(Kind.USER, 400, "This is not valid SQL", "Look at the marked place."),
    SQL_INVALID(Kind.USER, 400, "The query does not fit the tables", "Look at the marked place."),
    TABLE_NOT_FOUND(Kind.USER, 400, "No such table", "List the tables with SHOW TABLES."),
    COLUMN_NOT_FOUND(Kind.USER, 400, "No such column", "List the columns with DESCRIBE."),
    FUNCTION_NOT_FOUND(
            Kind.USER, 400, "No such function", "List the functions with SHOW FUNCTIONS."),
    FILE_NOT_FOUND(
            Kind.USER,
            400,
            "No such file",
            "Check the path; it must be readable where Flink runs."),
    CONNECTOR_MISSING(
            Kind.USER, 400, "This connector is not in the runtime", "Add the pack that brings it."),
    FORMAT_MISSING(
            Kind.USER, 400, "This format is not in the runtime", "Add the pack that brings it."),
    CONNECTION_FAILED(
            Kind.FLINK,
            422,
            "Another system does not answer, or lacks what was asked for",
            "Check the options of the table or catalog; docs/connectors.md has examples."),
    CONNECTION_DENIED(
            Kind.USER,
            400,
            "Another system refuses the sign-in",
            "Check the user name and the password."),
    UNSUPPORTED(
            Kind.USER,
            400,
            "This cannot be done here",
            "See the documentation for what is supported."),
    CANCELLED(Kind.USER, 409, "Cancelled", "Run it again when you are ready."),
    JOB_FAILED(
            Kind.FLINK, 422, "The job failed", "The cause is below; the job's log has the rest."),
    JOB_LOST(
            Kind.FLINK,
            503,
            "The cluster lost the job",
            "Run it again; the cluster has been restarted."),
    PROGRAM_REFUSED(
            Kind.USER,
            422,
            "The cluster refuses the program",
            "Mend what the message tells, at the place that it names, and start it again."),
    NO_FREE_SLOTS(
            Kind.FLINK,
            503,
            "The cluster has no free slots",
            "Stop a stream that is no longer needed, or give the cluster more slots."),
    CLUSTER_UNAVAILABLE(
            Kind.UNAVAILABLE,
            503,
            "The cluster does not answer",
            "It is restarted when it died; try again in some seconds. `./drey logs jobmanager` tells why."),
    KERNEL_LOST(
            Kind.UNAVAILABLE,
            503,
            "The kernel stopped answering",
            "Run the cell again: a new kernel starts. Its last log lines are in the kernel's log."),
    KERNEL_START_FAILED(
            Kind.UNAVAILABLE,
            503,
            "The kernel did not start",
            "Its log tells why; `./drey doctor` checks the machine."),
    RESULT_UNREACHABLE(
            Kind.UNAVAILABLE,
            503,
            "The cluster cannot reach the server's result port",
            "Results travel through Flink's own path instead; open the port to make them fast."),
    DISK_FULL(
            Kind.UNAVAILABLE,
            507,
            "The disk is full",
            "Free some space in the data directory, then run it again."),
    PORT_TAKEN(
            Kind.USER,
            409,
            "The port is in use",
            "Choose another with --port, or stop what listens there."),
    DATA_DIR_IN_USE(
            Kind.CONFLICT,
            409,
            "Another server uses this data directory",
            "Stop it with `./drey down`, or choose another with --data."),
    SERVER_UNAVAILABLE(
            Kind.UNAVAILABLE, 503, "The server does not answer", "Start it with `./drey up`."),
    OPTION_INVALID(Kind.USER, 400, "An option is wrong", "See the option reference."),
    TIMEOUT(Kind.UNAVAILABLE, 504, "It took too long", "Try again, or allow more time."),
    INTERNAL(
            Kind.INTERNAL,
            500,
            "Something went wrong inside Drey",
            "Please report it with the server's log.");

    /** Who can mend it. */
    public enum Kind {
        USER,
        CONFLICT,
        DENIED,
        UNAVAILABLE,
        FLINK,
        INTERNAL
    }

    private final Kind kind;
    private final int httpStatus;
    private final String title;
    private final String help;

    DreyErrorCode(Kind kind, int httpStatus, String title, String help) {
        this.kind = kind;
        this.httpStatus = httpStatus;
        this.title = title;
        this.help = help;
    }

    public Kind kind() {
        return kind;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** What went wrong, in a few words. */
    public String title() {
        return title;
    }

    /** The next step. */
    public String help() {
        return help;
    }

    /** Reads a code written by another version; an unknown one becomes {@link #INTERNAL}. */
    public static DreyErrorCode parse(String name) {
        for (DreyErrorCode code : values()) {
            if (code.name().equals(name)) {
                return code;
            }
        }
        return INTERNAL;
    }
}
