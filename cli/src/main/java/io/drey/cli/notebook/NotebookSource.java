package io.drey.cli.notebook;

import static java.util.Objects.requireNonNull;

import io.drey.client.DreyClient;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.Notebook;
import io.drey.model.NotebookRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds what {@code notebook run} was given: a file of this machine, a notebook in Drey, or a
 * tutorial by its name.
 */
public final class NotebookSource {
    private static final String SUFFIX = ".drey.md";
    private static final String EXAMPLES = "${examples}";
    private static final String OUTPUT = "${output}";

    private final DreyClient client;
    private final @Nullable Path examples;
    private final Path output;

    /**
     * @param examples what {@code ${examples}} in a file stands for; null leaves it as it is
     * @param output below it is the folder that {@code ${output}} in a file stands for
     */
    public NotebookSource(DreyClient client, @Nullable Path examples, Path output) {
        this.client = requireNonNull(client, "client");
        this.examples = examples;
        this.output = requireNonNull(output, "output");
    }

    /** Reads it; a file on the disk goes before a notebook of that name. */
    public Notebook read(String name) {
        Path file = Path.of(name);
        if (Files.isRegularFile(file)) {
            return parse(file);
        }
        try {
            return client.getNotebook(name);
        } catch (DreyException e) {
            if (e.code() != DreyErrorCode.NOTEBOOK_NOT_FOUND
                    && e.code() != DreyErrorCode.NOT_FOUND) {
                throw e;
            }
        }
        if (client.listTutorials().stream().anyMatch(t -> t.name().equals(name))) {
            return client.openTutorial(name);
        }
        throw new DreyException(
                DreyErrorCode.NOTEBOOK_NOT_FOUND,
                "'" + name + "' (neither a file here, nor a notebook in Drey, nor a tutorial)");
    }

    /** The server alone knows the format, so the file visits it for a moment. */
    private Notebook parse(Path file) {
        String source;
        try {
            source = fill(Files.readString(file), file);
        } catch (IOException e) {
            throw new DreyException(DreyErrorCode.FILE_NOT_FOUND, file + ": cannot be read", e);
        }
        String visitor = "headless-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        Notebook notebook =
                client.createNotebook(new NotebookRequest(visitor + SUFFIX, null, source));
        client.removeFromTrash(client.deleteNotebook(notebook.path()).id());
        return notebook;
    }

    /** Fills a tutorial's places in as the server does when it opens one. */
    private String fill(String source, Path file) throws IOException {
        if (examples == null || !(source.contains(EXAMPLES) || source.contains(OUTPUT))) {
            return source;
        }
        Path own = output.resolve(file.getFileName().toString().replace(SUFFIX, ""));
        Files.createDirectories(own);
        return source.replace(EXAMPLES, quoted(examples)).replace(OUTPUT, quoted(own));
    }

    /** The places stand inside SQL strings. */
    private static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }
}
