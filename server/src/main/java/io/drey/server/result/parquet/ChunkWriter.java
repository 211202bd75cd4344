package io.drey.server.result.parquet;

import io.airlift.compress.snappy.SnappyCompressor;
import io.drey.arrow.ColumnReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column in one row group: pages, compressed as they fill up.
 *
 * <p>Values go through a dictionary as long as enough of them are alike.
 */
final class ChunkWriter {
    private static final int PAGE_BYTES = 1 << 20;
    private static final int PAGE_VALUES = 20_000;
    private static final int DATA_PAGE = 0;
    private static final int DICTIONARY_PAGE = 2;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int RLE_DICTIONARY = 8;
    private static final int SNAPPY = 1;

    private final LeafColumn leaf;
    private final ParquetType stored;
    private final SnappyCompressor compressor;
    private final Shredder shredder;
    private final ValueRange range;
    private final List<PageBytes> pages = new ArrayList<>();
    private final PageBytes values = new PageBytes();
    private final IntList definitions = new IntList();
    private final IntList repetitions = new IntList();
    private final IntList indexes = new IntList();
    private @Nullable ValueDictionary dictionary;
    private boolean isAdding;
    private boolean hasPlainPages;
    private boolean hasIndexedPages;
    private long valueCount;
    private long presentCount;
    private long rawBytes;
    private long pageBytes;

    ChunkWriter(LeafColumn leaf, SnappyCompressor compressor) {
        this.leaf = leaf;
        this.stored = leaf.stored();
        this.compressor = compressor;
        this.shredder = new Shredder(leaf, this);
        this.range = ValueRange.of(stored);
        this.dictionary = stored == ParquetType.BOOLEAN ? null : new ValueDictionary();
        this.isAdding = dictionary != null;
    }

    /** Which column of the table the values come from. */
    int column() {
        return leaf.column();
    }

    /** Takes rows of the table's column in. */
    void add(ColumnReader column, int from, int count) {
        for (int row = from; row < from + count; row++) {
            shredder.add(column, row);
            if (values.size >= PAGE_BYTES || definitions.size >= PAGE_VALUES) {
                endPage();
            }
        }
    }

    /** Nothing is there from a level on. */
    void addMissing(int definition, int repetition) {
        definitions.add(definition);
        repetitions.add(repetition);
    }

    void addValue(ColumnReader column, int row, int repetition) {
        addMissing(leaf.maxDefinition(), repetition);
        int start = values.size;
        StoredValue.put(column, row, leaf.type(), stored, values);
        range.add(values.array, start);
        ValueDictionary known = dictionary;
        if (isAdding && known != null) {
            int index = known.indexOf(values.array, start, values.size - start);
            if (index == ValueDictionary.FULL) {
                writeOut(known, start);
            } else {
                values.size = start;
                indexes.add(index);
            }
        }
    }

    /** Bytes that are held, about. */
    long bytes() {
        ValueDictionary known = dictionary;
        return pageBytes
                + values.size
                + (known == null ? 0 : known.bytes().size)
                + (long) Integer.BYTES * (definitions.size + repetitions.size + indexes.size);
    }

    /** Writes the column out, and answers where in the file it lies. */
    ChunkPlace finish(long at, OutputStream out) throws IOException {
        if (definitions.size > 0) {
            endPage();
        }
        long dataAt = at;
        ValueDictionary known = dictionary;
        if (known != null && hasIndexedPages) {
            int count = known.count();
            PageBytes first =
                    page(
                            known.bytes(),
                            DICTIONARY_PAGE,
                            thrift ->
                                    thrift.struct(
                                            7,
                                            head -> {
                                                head.i32(1, count);
                                                head.i32(2, PLAIN);
                                            }));
            out.write(first.array, 0, first.size);
            dataAt += first.size;
        }
        for (PageBytes page : pages) {
            out.write(page.array, 0, page.size);
        }
        long from = dataAt;
        long bytes = dataAt - at + pageBytes;
        PageBytes description = new PageBytes();
        new ThriftWriter(description).struct(thrift -> describe(thrift, at, from, bytes));
        return new ChunkPlace(at, bytes, rawBytes, description);
    }

    private void describe(ThriftWriter thrift, long at, long dataAt, long bytes) {
        thrift.i32(1, stored.number());
        if (hasIndexedPages && hasPlainPages) {
            thrift.i32s(2, PLAIN, RLE, RLE_DICTIONARY);
        } else if (hasIndexedPages) {
            thrift.i32s(2, RLE, RLE_DICTIONARY);
        } else {
            thrift.i32s(2, PLAIN, RLE);
        }
        thrift.texts(3, leaf.path());
        thrift.i32(4, SNAPPY);
        thrift.i64(5, valueCount);
        thrift.i64(6, rawBytes);
        thrift.i64(7, bytes);
        thrift.i64(9, dataAt);
        if (hasIndexedPages) {
            thrift.i64(11, at);
        }
        thrift.struct(12, statistics -> range.write(statistics, valueCount - presentCount));
    }

    // The dictionary has no room for the last value: what waits for this page goes out in full.
    private void writeOut(ValueDictionary known, int start) {
        PageBytes last = new PageBytes();
        last.put(values.array, start, values.size - start);
        values.size = 0;
        for (int i = 0; i < indexes.size; i++) {
            known.copy(indexes.array[i], values);
        }
        values.put(last);
        indexes.size = 0;
        isAdding = false;
    }

    private void endPage() {
        PageBytes page = new PageBytes();
        if (leaf.maxRepetition() > 0) {
            putLevels(repetitions, leaf.maxRepetition(), page);
        }
        if (leaf.maxDefinition() > 0) {
            putLevels(definitions, leaf.maxDefinition(), page);
        }
        int present = presentInPage();
        boolean isIndexed = isAdding;
        putValues(isIndexed, present, page);
        int count = definitions.size;
        PageBytes finished =
                page(
                        page,
                        DATA_PAGE,
                        thrift ->
                                thrift.struct(
                                        5,
                                        head -> {
                                            head.i32(1, count);
                                            head.i32(2, isIndexed ? RLE_DICTIONARY : PLAIN);
                                            head.i32(3, RLE);
                                            head.i32(4, RLE);
                                        }));
        pages.add(finished);
        pageBytes += finished.size;
        hasPlainPages |= !isIndexed;
        hasIndexedPages |= isIndexed;
        valueCount += count;
        presentCount += present;
        definitions.size = 0;
        repetitions.size = 0;
        indexes.size = 0;
        values.size = 0;
        ValueDictionary known = dictionary;
        // Where most values differ, looking them up costs more than it saves.
        if (known != null && 2L * known.count() > presentCount) {
            isAdding = false;
        }
    }

    private int presentInPage() {
        int present = 0;
        for (int i = 0; i < definitions.size; i++) {
            present += definitions.array[i] == leaf.maxDefinition() ? 1 : 0;
        }
        return present;
    }

    private void putValues(boolean isIndexed, int present, PageBytes page) {
        ValueDictionary known = dictionary;
        if (isIndexed && known != null) {
            int width = RunsAndBits.width(known.count() - 1);
            page.put(width);
            RunsAndBits.encode(indexes.array, indexes.size, width, page);
        } else if (stored == ParquetType.BOOLEAN) {
            RunsAndBits.packBytes(values.array, present, page);
        } else {
            page.put(values);
        }
    }

    private static void putLevels(IntList levels, int greatest, PageBytes page) {
        PageBytes encoded = new PageBytes();
        RunsAndBits.encode(levels.array, levels.size, RunsAndBits.width(greatest), encoded);
        page.putInt(encoded.size);
        page.put(encoded);
    }

    /** Compresses a page and writes its head before it. */
    private PageBytes page(PageBytes raw, int type, Consumer<ThriftWriter> more) {
        byte[] compressed = new byte[compressor.maxCompressedLength(raw.size)];
        int size = compressor.compress(raw.array, 0, raw.size, compressed, 0, compressed.length);
        PageBytes target = new PageBytes();
        new ThriftWriter(target)
                .struct(
                        thrift -> {
                            thrift.i32(1, type);
                            thrift.i32(2, raw.size);
                            thrift.i32(3, size);
                            more.accept(thrift);
                        });
        rawBytes += target.size + raw.size;
        target.put(compressed, 0, size);
        return target;
    }
}
