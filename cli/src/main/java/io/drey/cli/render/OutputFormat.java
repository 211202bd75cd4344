package io.drey.cli.render;

/** The formats of {@code --format}. */
public enum OutputFormat {
    table,
    csv,
    json,
    jsonl;

    /** Whether changes can be written one by one; the others show the table they amount to. */
    public boolean isChangeByChange() {
        return this == csv || this == jsonl;
    }

    /**
     * Makes a writer.
     *
     * @param withOps whether each row says what happened to it
     */
    public RowWriter writer(TextOut out, boolean withOps, TableStyle tableStyle) {
        return switch (this) {
            case table -> new TableWriter(out, tableStyle);
            case csv -> new CsvWriter(out, withOps);
            case json -> new JsonArrayWriter(out);
            case jsonl -> new JsonLinesWriter(out, withOps);
        };
    }
}
