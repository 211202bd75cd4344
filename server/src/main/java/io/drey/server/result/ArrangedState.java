package io.drey.server.result;

/**
 * How far sorting, filtering and searching have come.
 *
 * @param of rows of the table that was looked at
 * @param scanned how many of them were looked at so far
 * @param found how many were found so far
 * @param isWhole whether all is done, so that every row found can be read
 * @param isBehind whether the table has changed since
 * @param asOfMillis when the table stood like that, in epoch milliseconds
 */
public record ArrangedState(
        long of, long scanned, long found, boolean isWhole, boolean isBehind, long asOfMillis) {}
