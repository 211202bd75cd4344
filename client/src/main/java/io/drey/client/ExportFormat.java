package io.drey.client;

import java.util.Locale;

/** How a result can be downloaded as one file. */
public enum ExportFormat {
    CSV,
    JSON,
    JSONL,
    ARROW,
    PARQUET;

    String queryValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
