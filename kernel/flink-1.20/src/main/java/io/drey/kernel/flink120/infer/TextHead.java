package io.drey.kernel.flink120.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The first lines of a text in UTF-8.
 *
 * @param lines at least one, without the byte order mark that the first may begin with
 * @param isMore whether lines follow
 */
record TextHead(List<String> lines, boolean isMore) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    TextHead {
        lines = List.copyOf(lines);
    }

    /**
     * Reads.
     *
     * @param mostLines that count; blank ones do not
     * @param mostBytes however few lines these are: a file may be one line of any length
     * @throws io.drey.kernel.KernelFailure if there is no line, or none that ends within the bytes
     */
    static TextHead read(InputStream input, int mostLines, int mostBytes) throws IOException {
        Bounded bounded = new Bounded(input, mostBytes);
        BufferedReader text = new BufferedReader(new InputStreamReader(bounded, UTF_8));
        List<String> lines = new ArrayList<>();
        int count = 0;
        String line = text.readLine();
        while (line != null && count < mostLines) {
            lines.add(
                    lines.isEmpty() && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line);
            count += line.isBlank() ? 0 : 1;
            line = text.readLine();
        }
        boolean isCut = line == null && bounded.isCut();
        if (isCut) {
            // Where it was cut, the line goes on.
            lines.remove(lines.size() - 1);
        }
        if (isCut && lines.isEmpty()) {
            throw FileProbe.unreadable(
                    String.format(
                            Locale.ROOT,
                            "The first line does not end within %,d bytes, so it is no text of one"
                                    + " row a line. Is the format right?",
                            mostBytes));
        }
        if (count == 0) {
            throw FileProbe.unreadable("The file is empty, so it tells no columns.");
        }
        return new TextHead(lines, isCut || line != null);
    }

    /** Ends after so many bytes. */
    private static final class Bounded extends FilterInputStream {
        private int left;

        Bounded(InputStream input, int most) {
            super(input);
            this.left = most;
        }

        /** Whether there was more. */
        boolean isCut() throws IOException {
            return left == 0 && in.read() >= 0;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = super.read(into, from, Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }
    }
}
