package io.drey.server.result;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;

/** The forms in which a whole table can be taken away. */
public enum ExportFormat {
    /** RFC 4180 with a header; null is empty, an empty text is quoted. */
    CSV("csv", "text/csv; charset=utf-8"),
    /** One array of objects. */
    JSON("json", "application/json"),
    /** One object a line. */
    JSONL("jsonl", "application/jsonl"),
    /** The Arrow stream format. */
    ARROW("arrow", "application/vnd.apache.arrow.stream"),
    /** A Parquet file, compressed with Snappy. */
    PARQUET("parquet", "application/vnd.apache.parquet");

    private final String label;
    private final String contentType;

    ExportFormat(String label, String contentType) {
        this.label = label;
        this.contentType = contentType;
    }

    /** Reads a format's name. */
    public static ExportFormat parse(String text) {
        for (ExportFormat format : values()) {
            if (format.label.equals(text)) {
                return format;
            }
        }
        throw new DreyException(
                DreyErrorCode.BAD_REQUEST,
                "format: '" + text + "' (expected: csv, json, jsonl, arrow or parquet)");
    }

    /** The name, which is also the file's ending. */
    public String label() {
        return label;
    }

    public String contentType() {
        return contentType;
    }
}
