package io.drey.sink;

/** Which part of the sink this is, and which try. */
final class Subtask {
    final int index;
    final int parallelism;
    final int attempt;

    Subtask(int index, int parallelism, int attempt) {
        this.index = index;
        this.parallelism = parallelism;
        this.attempt = attempt;
    }

    @Override
    public String toString() {
        return (index + 1) + "/" + parallelism + " #" + attempt;
    }
}
