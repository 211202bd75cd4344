package io.drey.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;

/** Gathers nodes and buffers in Arrow's order and writes them out as one message. */
final class BatchLayout {
    private final FlatBufferBuilder metadata = new FlatBufferBuilder(1024);
    private int[] nodes = new int[16];
    private int nodeCount;
    private byte[][] buffers = new byte[16][];
    private int[] lengths = new int[16];
    private int bufferCount;

    void addNode(int rows, int nulls) {
        if (nodeCount + 2 > nodes.length) {
            nodes = Arrays.copyOf(nodes, nodes.length * 2);
        }
        nodes[nodeCount++] = rows;
        nodes[nodeCount++] = nulls;
    }

    void addBuffer(byte[] bytes, int length) {
        if (bufferCount == buffers.length) {
            buffers = Arrays.copyOf(buffers, bufferCount * 2);
            lengths = Arrays.copyOf(lengths, bufferCount * 2);
        }
        buffers[bufferCount] = bytes;
        lengths[bufferCount++] = length;
    }

    /** Writes the message and forgets what was gathered. */
    ByteBuffer write(int rows) {
        long bodyLength = 0;
        for (int i = 0; i < bufferCount; i++) {
            bodyLength += EncapsulatedMessage.padded(lengths[i]);
        }
        if (bodyLength > Integer.MAX_VALUE - EncapsulatedMessage.MAX_METADATA_BYTES) {
            throw new IllegalStateException(
                    "batch: " + bodyLength + " bytes (expected: below 2 GiB)");
        }
        writeMetadata(rows, bodyLength);
        ByteBuffer out = EncapsulatedMessage.write(metadata, (int) bodyLength);
        byte[] array = out.array();
        int at = out.position();
        for (int i = 0; i < bufferCount; i++) {
            System.arraycopy(buffers[i], 0, array, at, lengths[i]);
            at += EncapsulatedMessage.padded(lengths[i]);
        }
        clear();
        return out.position(0);
    }

    private void writeMetadata(int rows, long bodyLength) {
        // Flatbuffers are written from the end, so the last buffer comes first.
        RecordBatch.startBuffersVector(metadata, bufferCount);
        long end = bodyLength;
        for (int i = bufferCount - 1; i >= 0; i--) {
            end -= EncapsulatedMessage.padded(lengths[i]);
            Buffer.createBuffer(metadata, end, lengths[i]);
        }
        int bufferVector = metadata.endVector();
        RecordBatch.startNodesVector(metadata, nodeCount / 2);
        for (int i = nodeCount - 2; i >= 0; i -= 2) {
            FieldNode.createFieldNode(metadata, nodes[i], nodes[i + 1]);
        }
        int nodeVector = metadata.endVector();
        RecordBatch.startRecordBatch(metadata);
        RecordBatch.addLength(metadata, rows);
        RecordBatch.addNodes(metadata, nodeVector);
        RecordBatch.addBuffers(metadata, bufferVector);
        int header = RecordBatch.endRecordBatch(metadata);
        metadata.finish(
                Message.createMessage(
                        metadata,
                        MetadataVersion.V5,
                        MessageHeader.RecordBatch,
                        header,
                        bodyLength,
                        0));
    }

    private void clear() {
        metadata.clear();
        Arrays.fill(buffers, 0, bufferCount, null);
        nodeCount = 0;
        bufferCount = 0;
    }
}
