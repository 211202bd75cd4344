package io.drey.server.notebook;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.NotebookBlock;
import io.drey.model.NotebookHit;
import io.drey.model.NotebookHits;
import io.drey.model.NotebookSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds text in all notebooks, whatever its case.
 *
 * <p>Texts are kept in memory, so that a search costs a look at each file's attributes and a scan;
 * only notebooks that have the text are taken apart. Thread-safe.
 */
final class NotebookSearch {
    private static final Logger LOG = LoggerFactory.getLogger(NotebookSearch.class);
    private static final long MAX_CHARS = 64L << 20;
    private static final int MAX_QUERY = 200;
    private static final int MAX_PER_NOTEBOOK = 10;
    private static final int MAX_EXCERPT = 160;
    private static final int BEFORE_HIT = 40;

    private final NotebookFiles files;
    private final NotebookListing listing;
    private final FoldedTexts texts = new FoldedTexts(MAX_CHARS);

    NotebookSearch(NotebookFiles files, NotebookListing listing) {
        this.files = requireNonNull(files, "files");
        this.listing = requireNonNull(listing, "listing");
    }

    /** At most {@code limit} lines that have the text, of the notebooks changed last first. */
    NotebookHits search(String text, int limit) {
        String wanted = FoldedText.of(text.strip());
        if (wanted.isEmpty() || wanted.length() > MAX_QUERY) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "text: '" + text + "' (expected: 1 to " + MAX_QUERY + " characters)");
        }
        List<NotebookSummary> notebooks = new ArrayList<>(listing.list());
        notebooks.sort(Comparator.comparing(NotebookSummary::updatedAt).reversed());
        List<NotebookHit> hits = new ArrayList<>();
        for (NotebookSummary notebook : notebooks) {
            hits.addAll(hitsIn(notebook, wanted));
            if (hits.size() > limit) {
                return new NotebookHits(hits.subList(0, limit), true);
            }
        }
        return new NotebookHits(hits, false);
    }

    private List<NotebookHit> hitsIn(NotebookSummary notebook, String wanted) {
        NotebookPath path = new NotebookPath(notebook.path());
        try {
            String folded =
                    texts.get(
                            path.value(),
                            notebook.updatedAt(),
                            notebook.sizeBytes(),
                            () -> RawText.decode(RawText.ofBytes(files.read(path))));
            return folded.contains(wanted) ? lines(notebook, path, wanted) : List.of();
        } catch (DreyException e) {
            // Removed meanwhile, or too large to be opened.
            LOG.debug("Not searching notebook={}", path, e);
            return List.of();
        }
    }

    private List<NotebookHit> lines(NotebookSummary notebook, NotebookPath path, String wanted) {
        List<NotebookHit> hits = new ArrayList<>();
        for (NotebookBlock block : NotebookDocument.parse(files.read(path)).blocks()) {
            int number = 0;
            for (String line : block.text().split("\\R", -1)) {
                number++;
                int at = FoldedText.of(line).indexOf(wanted);
                if (at >= 0 && hits.size() < MAX_PER_NOTEBOOK) {
                    hits.add(hit(notebook, block, number, line, at, wanted.length()));
                }
            }
        }
        return hits;
    }

    private static NotebookHit hit(
            NotebookSummary notebook,
            NotebookBlock block,
            int number,
            String line,
            int at,
            int length) {
        int start = line.length() <= MAX_EXCERPT ? 0 : whole(line, Math.max(0, at - BEFORE_HIT));
        int end = whole(line, Math.min(line.length(), start + Math.max(MAX_EXCERPT, length)));
        String head = start == 0 ? "" : "…";
        String tail = end == line.length() ? "" : "…";
        int from = head.length() + at - start;
        return new NotebookHit(
                notebook.path(),
                notebook.title(),
                block.key(),
                block.id(),
                block.kind(),
                number,
                head + line.substring(start, end) + tail,
                from,
                from + Math.min(length, end - at));
    }

    /** The same place, or one behind it, so that no character is cut in two. */
    private static int whole(String line, int at) {
        boolean isInside =
                at > 0
                        && at < line.length()
                        && Character.isLowSurrogate(line.charAt(at))
                        && Character.isHighSurrogate(line.charAt(at - 1));
        return isInside ? at + 1 : at;
    }
}
