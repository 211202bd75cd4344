package io.drey.cli.sql;

import static java.util.Objects.requireNonNull;

import io.drey.client.DreyClient;
import io.drey.model.CompletionItem;
import io.drey.model.CompletionRequest;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Asks the server what could stand at the caret. */
final class SqlCompleter implements Completer {
    private final DreyClient client;
    private final KernelId kernel;

    SqlCompleter(DreyClient client, KernelId kernel) {
        this.client = requireNonNull(client, "client");
        this.kernel = requireNonNull(kernel, "kernel");
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.line().startsWith("\\")) {
            PromptCommand.complete(candidates);
            return;
        }
        try {
            CompletionRequest request = new CompletionRequest(line.line(), line.cursor());
            for (CompletionItem item : client.complete(kernel, request)) {
                candidates.add(
                        new Candidate(
                                item.text(),
                                item.text(),
                                item.kind(),
                                item.detail(),
                                null,
                                null,
                                true));
            }
        } catch (DreyException e) {
            // A key press must not fail loudly; the statement itself will say what is wrong.
            candidates.clear();
        }
    }
}
