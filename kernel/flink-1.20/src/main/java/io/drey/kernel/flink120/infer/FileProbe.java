package io.drey.kernel.flink120.infer;

import io.drey.kernel.Failures;
import io.drey.kernel.KernelFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Looks into a file, or the first file of a folder. */
final class FileProbe {
    private static final int MOST_ROWS = 1000;

    private FileProbe() {}

    static Found probe(String path, String format) throws IOException {
        Path root = new Path(path);
        FileSystem files = root.getFileSystem();
        if (!files.exists(root)) {
            throw new KernelFailure(
                    Failures.of(
                            "FILE_NOT_FOUND",
                            "There is no file or folder '" + path + "' where the kernel runs.",
                            null));
        }
        Path file = root;
        int count = 1;
        while (files.getFileStatus(file).isDir()) {
            List<FileStatus> inside =
                    Arrays.stream(files.listStatus(file))
                            .filter(one -> !one.getPath().getName().matches("[._].*"))
                            .filter(one -> one.isDir() || one.getLen() > 0)
                            .sorted(Comparator.comparing(one -> one.getPath().getName()))
                            .toList();
            if (inside.isEmpty()) {
                throw unreadable("The folder '" + file + "' has no file with anything in it.");
            }
            count = inside.size();
            file = inside.get(0).getPath();
        }
        Found found = read(files, file, format);
        if (file.equals(root)) {
            return found;
        }
        List<String> notes = new ArrayList<>(found.notes());
        notes.add("Only one of " + count + " files was looked at: " + file.getName() + ".");
        return new Found(
                found.columns(), found.primaryKey(), found.choices(), found.options(), notes);
    }

    private static Found read(FileSystem files, Path file, String format) throws IOException {
        if (format.equals("parquet")) {
            return ParquetColumns.read(file.toString());
        }
        try (BufferedReader text =
                new BufferedReader(
                        new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
            return switch (format) {
                case "csv" -> CsvColumns.read(text, MOST_ROWS);
                case "json" -> JsonColumns.read(text, MOST_ROWS);
                default ->
                        throw new KernelFailure(
                                Failures.of(
                                        "UNSUPPORTED",
                                        "format: '"
                                                + format
                                                + "' (columns can be read from csv, json and"
                                                + " parquet)",
                                        null));
            };
        }
    }

    static Found nothing() {
        throw unreadable("The file is empty, so it tells no columns.");
    }

    static KernelFailure unreadable(String why) {
        return new KernelFailure(Failures.of("UNSUPPORTED", why, null));
    }

    static String looked(int rows, boolean isMore) {
        return isMore
                ? String.format(Locale.ROOT, "The types are guessed from the first %,d rows.", rows)
                : String.format(Locale.ROOT, "The types are guessed from all %,d rows.", rows);
    }
}
