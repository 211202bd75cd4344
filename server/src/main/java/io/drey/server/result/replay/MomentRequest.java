package io.drey.server.result.replay;

/**
 * What somebody wants to see of a result as it was.
 *
 * @param at changes received until then
 * @param before so many of the changes that led to it are wanted as steps
 * @param offset of the first row of the table
 * @param limit how many rows at most
 * @param isFromEnd whether the last rows are wanted rather than those from the offset on
 */
public record MomentRequest(long at, int before, long offset, long limit, boolean isFromEnd) {

    long from(long total) {
        return Math.min(total, isFromEnd ? Math.max(0, total - limit) : offset);
    }
}
