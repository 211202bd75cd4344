package io.drey.server.result.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.airlift.compress.snappy.SnappyCompressor;
import io.drey.arrow.ArrowField;
import io.drey.arrow.ArrowSchema;
import io.drey.arrow.RecordBatchView;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a Parquet file from front to back.
 *
 * <p>Rows are held until they make a row group, which is at most about 32 MiB. Without {@link
 * #finish} the file has no end and no reader takes it. Confined to one thread.
 */
public final class ParquetWriter {
    private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);

    /** Readers that know of faults of a version of a writer ask for this form. */
    private static final String WRITER = "drey version 1.0";

    private static final int FORMAT_VERSION = 2;
    private static final int GROUP_ROWS = 1 << 20;
    private static final long GROUP_BYTES = 32 << 20;
    private static final int SLICE_ROWS = 1024;

    private final OutputStream out;
    private final int[] columns;
    private final SchemaNode root;
    private final List<LeafColumn> leaves;
    private final List<Group> groups = new ArrayList<>();
    private final SnappyCompressor compressor = new SnappyCompressor();
    private ChunkWriter[] chunks;
    private int groupRows;
    private long rows;
    private long at;

    private record Group(int rows, List<ChunkPlace> chunks) {}

    /**
     * Begins a file.
     *
     * @param columns indexes of the columns that are written
     * @throws io.drey.model.DreyException BAD_REQUEST if Parquet has no such type
     */
    public ParquetWriter(ArrowSchema schema, int[] columns, OutputStream out) throws IOException {
        this.out = requireNonNull(out, "out");
        this.columns = columns.clone();
        List<ArrowField> fields =
                Arrays.stream(columns).mapToObj(i -> schema.fields().get(i)).toList();
        this.root = SchemaNode.root(fields);
        this.leaves = LeafColumn.of(fields, root);
        this.chunks = newChunks();
        write(MAGIC);
    }

    /** Writes rows of a batch that follow one another. */
    public void write(RecordBatchView batch, int from, int count) throws IOException {
        int end = from + count;
        for (int start = from; start < end; ) {
            int slice = Math.min(Math.min(SLICE_ROWS, GROUP_ROWS - groupRows), end - start);
            long bytes = 0;
            for (ChunkWriter chunk : chunks) {
                chunk.add(batch.column(columns[chunk.column()]), start, slice);
                bytes += chunk.bytes();
            }
            start += slice;
            groupRows += slice;
            if (bytes >= GROUP_BYTES || groupRows == GROUP_ROWS) {
                endGroup();
            }
        }
    }

    /** Writes what is held, and the end of the file; leaves the stream open. */
    public void finish() throws IOException {
        if (groupRows > 0) {
            endGroup();
        }
        PageBytes footer = new PageBytes();
        new ThriftWriter(footer).struct(this::describe);
        footer.putInt(footer.size);
        out.write(footer.array, 0, footer.size);
        write(MAGIC);
        out.flush();
    }

    private void endGroup() throws IOException {
        List<ChunkPlace> places = new ArrayList<>();
        for (ChunkWriter chunk : chunks) {
            ChunkPlace place = chunk.finish(at, out);
            at += place.bytes();
            places.add(place);
        }
        groups.add(new Group(groupRows, places));
        rows += groupRows;
        groupRows = 0;
        chunks = newChunks();
    }

    private ChunkWriter[] newChunks() {
        return leaves.stream()
                .map(leaf -> new ChunkWriter(leaf, compressor))
                .toArray(ChunkWriter[]::new);
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        at += bytes.length;
    }

    private void describe(ThriftWriter file) {
        List<SchemaNode> nodes = new ArrayList<>();
        root.addTo(nodes);
        file.i32(1, FORMAT_VERSION);
        file.structs(2, nodes, (thrift, node) -> node.write(thrift, node == root));
        file.i64(3, rows);
        file.structs(4, groups, ParquetWriter::describe);
        file.text(6, WRITER);
        // Least and greatest values count in the order of their types.
        file.structs(7, leaves, (thrift, leaf) -> thrift.struct(1, empty -> {}));
    }

    private static void describe(ThriftWriter thrift, Group group) {
        thrift.structs(
                1,
                group.chunks,
                (column, place) -> {
                    column.i64(2, place.at());
                    column.struct(3, place.description());
                });
        thrift.i64(2, group.chunks.stream().mapToLong(ChunkPlace::rawBytes).sum());
        thrift.i64(3, group.rows);
    }
}
