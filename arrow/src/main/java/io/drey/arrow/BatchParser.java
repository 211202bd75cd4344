package io.drey.arrow;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.jspecify.annotations.Nullable;

/** Finds the columns in a record batch message and checks that they lie inside its body. */
final class BatchParser {
    private static final int MAX_ROWS = 1 << 30;

    private final RecordBatch batch;
    private final ByteBuffer body;
    private int nextNode;
    private int nextBuffer;

    private BatchParser(RecordBatch batch, ByteBuffer body) {
        this.batch = batch;
        this.body = body;
    }

    static RecordBatchView parse(ArrowSchema schema, EncapsulatedMessage encapsulated) {
        try {
            if (encapsulated.message.headerType() != MessageHeader.RecordBatch) {
                throw new ArrowFormatException(
                        "Arrow message: "
                                + MessageHeader.name(encapsulated.message.headerType())
                                + " (expected: RecordBatch)");
            }
            RecordBatch batch = (RecordBatch) encapsulated.message.header(new RecordBatch());
            if (batch == null) {
                throw new ArrowFormatException("Arrow batch message without a batch");
            }
            if (batch.compression() != null) {
                throw new ArrowFormatException("Arrow batch: compression is not supported");
            }
            return new BatchParser(batch, encapsulated.body).readBatch(schema);
        } catch (ArrowFormatException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ArrowFormatException("Arrow batch is damaged", e);
        }
    }

    private RecordBatchView readBatch(ArrowSchema schema) {
        int rows = requireRows(batch.length());
        List<ArrowField> fields = schema.fields();
        ColumnReader[] columns = new ColumnReader[fields.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = readColumn(fields.get(i));
            if (columns[i].size() != rows) {
                throw damaged(fields.get(i), columns[i].size() + " rows (expected: " + rows + ")");
            }
        }
        if (nextNode != batch.nodesLength() || nextBuffer != batch.buffersLength()) {
            throw new ArrowFormatException(
                    "Arrow batch: "
                            + batch.nodesLength()
                            + " nodes and "
                            + batch.buffersLength()
                            + " buffers (expected: "
                            + nextNode
                            + " and "
                            + nextBuffer
                            + ")");
        }
        return new RecordBatchView(schema, rows, columns);
    }

    private ColumnReader readColumn(ArrowField field) {
        if (nextNode >= batch.nodesLength()) {
            throw damaged(field, "is missing");
        }
        FieldNode node = batch.nodes(nextNode++);
        int rows = requireRows(node.length());
        ByteBuffer validity = readValidity(field, rows, node.nullCount());
        switch (field.type().kind()) {
            case BOOL:
                return new FixedColumnReaders.OfBit(
                        field, rows, validity, readBuffer(field, Bits.bytes(rows)));
            case INT8:
                return new FixedColumnReaders.OfByte(
                        field, rows, validity, readFixed(field, rows, Byte.BYTES));
            case INT16:
                return new FixedColumnReaders.OfShort(
                        field, rows, validity, readFixed(field, rows, Short.BYTES));
            case INT32:
            case DATE:
            case TIME:
                return new FixedColumnReaders.OfInt(
                        field, rows, validity, readFixed(field, rows, Integer.BYTES));
            case INT64:
            case TIMESTAMP:
            case DURATION:
                return new FixedColumnReaders.OfLong(
                        field, rows, validity, readFixed(field, rows, Long.BYTES));
            case FLOAT32:
                return new FixedColumnReaders.OfFloat(
                        field, rows, validity, readFixed(field, rows, Float.BYTES));
            case FLOAT64:
                return new FixedColumnReaders.OfDouble(
                        field, rows, validity, readFixed(field, rows, Double.BYTES));
            case DECIMAL:
                return new FixedColumnReaders.OfDecimal(
                        field,
                        rows,
                        validity,
                        readFixed(field, rows, FixedColumnWriters.OfDecimal.WIDTH));
            case UTF8:
            case BINARY:
                ByteBuffer ends = readOffsets(field, rows);
                ByteBuffer data = readBuffer(field, 0);
                requireOffsets(field, ends, rows, data.capacity());
                return new BytesColumnReader(field, rows, validity, ends, data);
            case LIST:
            case MAP:
                ByteBuffer offsets = readOffsets(field, rows);
                ColumnReader element = readColumn(field.children().get(0));
                requireOffsets(field, offsets, rows, element.size());
                return new NestedColumnReaders.OfList(field, rows, validity, offsets, element);
            case STRUCT:
                return readStruct(field, rows, validity);
        }
        throw new AssertionError(field);
    }

    private ColumnReader readStruct(ArrowField field, int rows, @Nullable ByteBuffer validity) {
        List<ColumnReader> children = new ArrayList<>();
        for (ArrowField part : field.children()) {
            ColumnReader child = readColumn(part);
            if (child.size() != rows) {
                throw damaged(part, child.size() + " rows (expected: " + rows + ")");
            }
            children.add(child);
        }
        // Rows that take no bytes would let a short message ask for any number of values.
        if (children.isEmpty() && rows > 8L * body.capacity() + Byte.MAX_VALUE) {
            throw damaged(field, rows + " rows in " + body.capacity() + " bytes");
        }
        return new NestedColumnReaders.OfStruct(field, rows, validity, children);
    }

    private @Nullable ByteBuffer readValidity(ArrowField field, int rows, long nulls) {
        if (nulls < 0 || nulls > rows) {
            throw damaged(field, nulls + " nulls (expected: 0 to " + rows + ")");
        }
        ByteBuffer bits = readBuffer(field, nulls == 0 ? 0 : Bits.bytes(rows));
        return nulls == 0 ? null : bits;
    }

    private ByteBuffer readFixed(ArrowField field, int rows, int width) {
        return readBuffer(field, (long) rows * width);
    }

    private ByteBuffer readOffsets(ArrowField field, int rows) {
        // Without rows the one offset may be left out.
        return readBuffer(field, rows == 0 ? 0 : (rows + 1L) * Integer.BYTES);
    }

    private static void requireOffsets(ArrowField field, ByteBuffer offsets, int rows, int end) {
        if (rows == 0) {
            return;
        }
        int last = 0;
        for (int i = 0; i <= rows; i++) {
            int offset = offsets.getInt(i * Integer.BYTES);
            if (offset < last) {
                throw damaged(field, "offset " + offset + " behind " + last);
            }
            last = offset;
        }
        if (last > end) {
            throw damaged(field, "offset " + last + " (expected: at most " + end + ")");
        }
    }

    private ByteBuffer readBuffer(ArrowField field, long needed) {
        if (nextBuffer >= batch.buffersLength()) {
            throw damaged(field, "is missing");
        }
        Buffer buffer = batch.buffers(nextBuffer++);
        long start = buffer.offset();
        long length = buffer.length();
        if (start < 0 || length < 0 || start > body.capacity() - length) {
            throw damaged(
                    field,
                    length
                            + " bytes at "
                            + start
                            + " (expected: inside the body of "
                            + body.capacity()
                            + ")");
        }
        if (length < needed) {
            throw damaged(field, length + " bytes (expected: " + needed + ")");
        }
        return EncapsulatedMessage.slice(body, (int) start, (int) length);
    }

    private static int requireRows(long rows) {
        if (rows < 0 || rows > MAX_ROWS) {
            throw new ArrowFormatException(
                    "Arrow batch: " + rows + " rows (expected: 0 to " + MAX_ROWS + ")");
        }
        return (int) rows;
    }

    private static ArrowFormatException damaged(ArrowField field, String what) {
        return new ArrowFormatException("Arrow batch, column " + field + ": " + what);
    }
}
