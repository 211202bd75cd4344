package io.drey.kernel.flink120.infer;

import io.drey.kernel.Failures;
import io.drey.kernel.KernelFailure;
import io.drey.protocol.CatalogMessages.Draft;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.utils.PartitionPathUtils;

/** Looks into a file, or the first file of a folder. */
final class FileProbe {
    private static final int MOST_ROWS = 1000;
    private static final int MOST_BYTES = 8 << 20;

    private FileProbe() {}

    static Draft probe(String path, String format) throws IOException {
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
        Map<String, String> partitions = new LinkedHashMap<>();
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
            addPartition(inside, partitions);
            file = inside.get(0).getPath();
        }
        DraftBuilder draft = new DraftBuilder();
        read(files, file, format, draft);
        partitions.forEach(draft::partition);
        if (!partitions.isEmpty()) {
            draft.note(
                    "The folders are named by values of "
                            + String.join(", ", partitions.keySet())
                            + ": the table is partitioned by it.");
        }
        if (!file.equals(root)) {
            draft.note(
                    "Only one file was looked at: "
                            + below(root, file)
                            + "."
                            + (count > 1 ? " Its folder has " + count + "." : ""));
        }
        return draft.build();
    }

    /** Where a file is in a folder, whether the folder's path says its scheme or not. */
    private static String below(Path folder, Path file) {
        Path parent = file.getParent();
        boolean isIn = parent == null || parent.getPath().equals(folder.getPath());
        return isIn ? file.getName() : below(folder, parent) + "/" + file.getName();
    }

    /** Folders that are all called {@code day=…} are the values of a column. */
    private static void addPartition(List<FileStatus> inside, Map<String, String> partitions) {
        String name = "";
        TextType type = TextType.NONE;
        for (FileStatus one : inside) {
            String[] parts = one.getPath().getName().split("=", 2);
            String key = PartitionPathUtils.unescapePathName(parts[0]);
            if (!one.isDir() || parts.length < 2 || !(name.isEmpty() || name.equals(key))) {
                return;
            }
            name = key;
            if (!parts[1].matches("__\\w+_PARTITION__")) {
                String text = PartitionPathUtils.unescapePathName(parts[1]);
                type = type.join(TextType.of(text));
            }
        }
        partitions.put(name, type.sql());
    }

    private static void read(FileSystem files, Path file, String format, DraftBuilder draft)
            throws IOException {
        if (format.equals("parquet")) {
            ParquetColumns.read(file.toString(), draft);
            return;
        }
        if (!format.equals("csv") && !format.equals("json")) {
            throw new KernelFailure(
                    Failures.of(
                            "UNSUPPORTED",
                            "format: '"
                                    + format
                                    + "' (columns can be read from csv, json and parquet)",
                            null));
        }
        TextHead head;
        try (InputStream packed = files.open(file);
                InputStream text = Unpacking.unpacked(file.getName(), packed)) {
            head = TextHead.read(text, MOST_ROWS, MOST_BYTES);
        }
        if (format.equals("csv")) {
            CsvColumns.read(head, draft);
        } else {
            JsonColumns.read(head, draft);
        }
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
