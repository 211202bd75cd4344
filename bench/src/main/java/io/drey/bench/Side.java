package io.drey.bench;

/** One way to run a query and get at its rows. Confined to one thread. */
interface Side extends AutoCloseable {
    String name();

    /** Runs a statement that has no rows, such as a CREATE TABLE. */
    void prepare(String mode, String statement) throws Exception;

    /**
     * Runs a query.
     *
     * @param mode {@code batch} or {@code streaming}
     * @param rows how many rows to read; then the query is cancelled if it goes on
     */
    Timing run(String mode, String query, long rows) throws Exception;

    @Override
    void close() throws Exception;
}
