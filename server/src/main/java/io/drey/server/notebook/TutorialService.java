package io.drey.server.notebook;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.Notebook;
import io.drey.model.NotebookRequest;
import io.drey.model.TutorialInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tutorials that ship with Drey; opening one makes a notebook of it that may be changed.
 *
 * <p>A tutorial names places by {@code ${examples}}, the folder of the demo data's folder, and
 * {@code ${output}}, a folder of its own to write to. Thread-safe.
 */
public final class TutorialService {
    private static final Logger LOG = LoggerFactory.getLogger(TutorialService.class);
    private static final String FOLDER = "tutorials";
    private static final int DEFAULT_MINUTES = 5;

    private final Path examples;
    private final Path output;
    private final NotebookService notebooks;

    /** A tutorial and what its file holds. */
    private record Tutorial(TutorialInfo info, String text) {}

    /**
     * Offers the tutorials of a distribution.
     *
     * @param examples has the folders {@code tutorials} and {@code data}; may be missing
     * @param output where each tutorial gets a folder to write to
     */
    public TutorialService(Path examples, Path output, NotebookService notebooks) {
        this.examples = requireNonNull(examples, "examples").toAbsolutePath().normalize();
        this.output = requireNonNull(output, "output").toAbsolutePath().normalize();
        this.notebooks = requireNonNull(notebooks, "notebooks");
    }

    /** All tutorials in the order to take them. */
    public List<TutorialInfo> list() {
        return tutorials().stream().map(Tutorial::info).toList();
    }

    /**
     * Opens a tutorial as a notebook: the one made before, else a fresh copy.
     *
     * @throws DreyException NOT_FOUND if there is no tutorial of this name
     */
    public Notebook open(String name) {
        Tutorial tutorial =
                tutorials().stream()
                        .filter(candidate -> candidate.info().name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new DreyException(
                                                DreyErrorCode.NOT_FOUND,
                                                "tutorial: '" + name + "' is not there"));
        String path = FOLDER + "/" + name;
        try {
            return notebooks.get(path);
        } catch (DreyException e) {
            if (e.code() != DreyErrorCode.NOTEBOOK_NOT_FOUND) {
                throw e;
            }
        }
        try {
            return notebooks.create(new NotebookRequest(path, null, filled(tutorial)));
        } catch (DreyException e) {
            if (e.code() != DreyErrorCode.NOTEBOOK_EXISTS) {
                throw e;
            }
            return notebooks.get(path);
        }
    }

    private String filled(Tutorial tutorial) {
        Path own = output.resolve(tutorial.info().name());
        try {
            // There from the start, so that reading what was written works before any was.
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new DreyException(
                    DreyErrorCode.NOTEBOOK_INACCESSIBLE,
                    "tutorial: cannot make its folder " + own + ": " + e.getMessage(),
                    e);
        }
        return tutorial.text()
                .replace("${examples}", quoted(examples))
                .replace("${output}", quoted(own));
    }

    /** The placeholders stand inside SQL strings. */
    private static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }

    private List<Tutorial> tutorials() {
        Path folder = examples.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Tutorial> tutorials = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(NotebookDocument.SUFFIX)) {
                    tutorials.add(read(file, name));
                }
            }
        } catch (IOException e) {
            LOG.warn("Cannot read the tutorials folder={}", folder, e);
        }
        tutorials.sort(
                Comparator.comparing((Tutorial tutorial) -> tutorial.info().order())
                        .thenComparing(tutorial -> tutorial.info().name()));
        return tutorials;
    }

    private static Tutorial read(Path file, String name) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        NotebookDocument document = NotebookDocument.parse(bytes);
        FrontMatter matter = document.frontMatter();
        String summary = matter.text("summary");
        TutorialInfo info =
                new TutorialInfo(
                        name.substring(0, name.length() - NotebookDocument.SUFFIX.length()),
                        document.title(name),
                        summary == null ? "" : summary,
                        matter.number("minutes", DEFAULT_MINUTES),
                        matter.number("order", Integer.MAX_VALUE));
        return new Tutorial(info, new String(bytes, StandardCharsets.UTF_8));
    }
}
