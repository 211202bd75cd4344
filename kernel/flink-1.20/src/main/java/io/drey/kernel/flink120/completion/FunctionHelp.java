package io.drey.kernel.flink120.completion;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What built-in functions are for, as Flink itself does not say. Thread-safe.
 *
 * <p>They stand in {@code functions.tsv}: how each is called, a tab, one line of help.
 */
public final class FunctionHelp {
    private static final Map<String, FunctionHelp> ALL = read();

    private final List<String> signatures;
    private final String text;

    private FunctionHelp(List<String> signatures, String text) {
        this.signatures = signatures;
        this.text = text;
    }

    public static Optional<FunctionHelp> find(String function) {
        return Optional.ofNullable(ALL.get(function.toUpperCase(Locale.ROOT)));
    }

    /** All that there is help for, in capitals. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** The ways to call it. */
    public List<String> signatures() {
        return signatures;
    }

    public String text() {
        return text;
    }

    private static Map<String, FunctionHelp> read() {
        Map<String, FunctionHelp> all = new LinkedHashMap<>();
        try (InputStream file = FunctionHelp.class.getResourceAsStream("functions.tsv");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.isBlank()).forEach(line -> add(line, all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static void add(String line, Map<String, FunctionHelp> all) {
        String[] parts = line.split("\t", 2);
        List<String> signatures = List.of(parts[0].split(" \\| "));
        String first = signatures.get(0);
        int end = first.indexOf('(');
        all.put(end < 0 ? first : first.substring(0, end), new FunctionHelp(signatures, parts[1]));
    }
}
