package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.CatalogPrinter;
import io.drey.cli.render.CliJson;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.cli.sql.KernelLease;
import io.drey.cli.sql.SqlPath;
import io.drey.client.DreyClient;
import io.drey.model.CatalogEntry;
import io.drey.model.CatalogList;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import io.drey.model.KernelRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the catalogs of a kernel hold. */
@Command(
        name = "catalog",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "List catalogs, the databases of one, or what is in a database; or tell all of a table,"
                    + " view or function.",
            "Tables belong to kernels: name the notebook or the kernel whose tables are meant."
        },
        footer = {
            "",
            "Examples:",
            "  ./drey catalog --notebook shop",
            "  ./drey catalog --kernel work default_catalog.default_database",
            "  ./drey catalog --kernel work 'default_catalog.default_database.`my orders`'",
            "  ./drey catalog --kernel work --find order --json"
        })
final class CatalogCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int OBJECT = 3;
    private static final int ALL = 1_000_000;

    private final Console console;
    private final Environment environment;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            description = "CATALOG, CATALOG.DATABASE or CATALOG.DATABASE.NAME.")
    private String path = "";

    @Option(
            names = "--notebook",
            paramLabel = "PATH",
            description = "Look at the tables of this notebook's kernel.")
    private @Nullable String notebook;

    @Option(
            names = "--kernel",
            paramLabel = "NAME",
            description = "Look at the tables of the kernel of this name (default: a fresh one).")
    private @Nullable String kernel;

    @Option(
            names = "--find",
            paramLabel = "TEXT",
            description = "Find names that contain this, over everything.")
    private @Nullable String text;

    @Option(names = "--columns", description = "With --find: find columns and comments as well.")
    private boolean hasColumns;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Show at most N entries (default: 1000).")
    private int limit = 1000;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean isJson;

    CatalogCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        List<String> names = names();
        DreyClient client = server.connectOrStart(environment, console);
        if (notebook != null) {
            show(client, client.createKernel(new KernelRequest(notebook, null)).id(), names);
            return ExitCode.OK;
        }
        try (KernelLease lease = KernelLease.take(client, kernel)) {
            show(client, lease.id(), names);
        }
        return ExitCode.OK;
    }

    private List<String> names() {
        try {
            List<String> names = SqlPath.parse(path);
            if (names.size() > OBJECT) {
                throw new IllegalArgumentException(
                        "path: '" + path + "' (expected: at most CATALOG.DATABASE.NAME)");
            }
            return names;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void show(DreyClient client, KernelId id, List<String> names) {
        client.awaitKernel(id, PATIENCE);
        CatalogPrinter printer = new CatalogPrinter(console);
        if (names.size() == OBJECT) {
            CatalogEntry entry = find(client, id, names);
            if (isJson) {
                console.out().println(CliJson.pretty(client.getCatalogObject(id, entry)));
            } else {
                printer.print(client.getCatalogObject(id, entry));
            }
            return;
        }
        CatalogList list = list(client, id, names);
        if (isJson) {
            console.out().println(CliJson.pretty(list));
        } else {
            printer.print(list);
        }
    }

    private CatalogList list(DreyClient client, KernelId id, List<String> names) {
        if (text == null) {
            return client.listCatalog(id, at(names, 0), at(names, 1), limit);
        }
        return hasColumns
                ? client.findInColumns(id, text, limit)
                : client.findInCatalogs(id, text, limit);
    }

    private static CatalogEntry find(DreyClient client, KernelId id, List<String> names) {
        return client.listCatalog(id, names.get(0), names.get(1), ALL).entries().stream()
                .filter(entry -> entry.name().equals(names.get(2)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new DreyException(
                                        DreyErrorCode.TABLE_NOT_FOUND,
                                        "'"
                                                + names.get(2)
                                                + "' is not in "
                                                + names.get(0)
                                                + "."
                                                + names.get(1)
                                                + " of this kernel"));
    }

    private static @Nullable String at(List<String> names, int index) {
        return index < names.size() ? names.get(index) : null;
    }
}
