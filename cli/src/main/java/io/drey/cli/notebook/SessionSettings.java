package io.drey.cli.notebook;

import io.drey.model.Notebook;
import io.drey.model.NotebookBlock;
import java.util.Map;
import java.util.TreeMap;

/** What a notebook's file asks for its session. */
public final class SessionSettings {
    private static final String PREFIX = "session.";

    private SessionSettings() {}

    /** By the keys below {@code session} in the file, in the order of the alphabet. */
    public static Map<String, String> of(Notebook notebook) {
        Map<String, String> settings = new TreeMap<>();
        for (NotebookBlock block : notebook.blocks()) {
            if (block.kind() == NotebookBlock.Kind.FRONT_MATTER) {
                block.attributes()
                        .forEach(
                                (key, value) -> {
                                    if (key.startsWith(PREFIX)) {
                                        settings.put(key.substring(PREFIX.length()), value);
                                    }
                                });
            }
        }
        return settings;
    }
}
