package io.drey.cli.sql;

import static java.util.Objects.requireNonNull;

import io.drey.client.DreyClient;
import io.drey.model.CompletionItem;
import io.drey.model.CompletionList;
import io.drey.model.CompletionRequest;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            candidates.addAll(candidates(line, client.complete(kernel, request)));
        } catch (DreyException e) {
            // A key press must not fail loudly; the statement itself will say what is wrong.
            candidates.clear();
        }
    }

    static List<Candidate> candidates(ParsedLine line, CompletionList found) {
        int written = line.cursor() - line.wordCursor() - found.from();
        return found.items().stream().map(item -> candidate(item, written)).toList();
    }

    /**
     * What the prompt replaces begins at a dot or a quote, so what is in front of it is left out:
     * of {@code 'rows-per|} that is {@code rows-}.
     */
    private static Candidate candidate(CompletionItem item, int written) {
        String rest = item.text().substring(Math.min(Math.max(written, 0), item.text().length()));
        String help =
                Stream.of(item.detail(), item.help())
                        .filter(text -> text != null)
                        .collect(Collectors.joining(" · "));
        return new Candidate(
                rest, item.text(), item.kind(), help.isEmpty() ? null : help, null, null, true);
    }
}
