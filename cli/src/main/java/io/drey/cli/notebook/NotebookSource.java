package io.drey.cli.notebook;

import io.drey.client.DreyClient;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.Notebook;
import io.drey.model.NotebookRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds what {@code notebook run} was given: a file of this machine, or a notebook in Drey. */
public final class NotebookSource {
    private NotebookSource() {}

    /** Reads it; a file on the disk goes before a notebook of that name. */
    public static Notebook read(DreyClient client, String name) {
        Path file = Path.of(name);
        if (Files.isRegularFile(file)) {
            return parse(client, file);
        }
        try {
            return client.getNotebook(name);
        } catch (DreyException e) {
            if (e.code() != DreyErrorCode.NOTEBOOK_NOT_FOUND
                    && e.code() != DreyErrorCode.NOT_FOUND) {
                throw e;
            }
            throw new DreyException(
                    DreyErrorCode.NOTEBOOK_NOT_FOUND,
                    "'" + name + "' (neither a file here nor a notebook in Drey)",
                    e);
        }
    }

    /** The server alone knows the format, so the file visits it for a moment. */
    private static Notebook parse(DreyClient client, Path file) {
        String source;
        try {
            source = Files.readString(file);
        } catch (IOException e) {
            throw new DreyException(DreyErrorCode.FILE_NOT_FOUND, file + ": cannot be read", e);
        }
        String visitor = "headless-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        Notebook notebook =
                client.createNotebook(new NotebookRequest(visitor + ".drey.md", null, source));
        client.deleteNotebook(notebook.path());
        return notebook;
    }
}
