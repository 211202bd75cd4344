package io.drey.server.result.parquet;

/**
 * Where a column's values of one row group lie in the file.
 *
 * @param at the first byte
 * @param bytes how many there are
 * @param rawBytes how many there were before they were compressed
 * @param description of it, a whole ColumnMetaData
 */
record ChunkPlace(long at, long bytes, long rawBytes, PageBytes description) {}
