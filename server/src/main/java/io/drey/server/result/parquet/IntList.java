package io.drey.server.result.parquet;

import java.util.Arrays;

/** An int array that grows. */
final class IntList {
    private static final int INITIAL = 16;

    int[] array = new int[INITIAL];
    int size;

    void add(int value) {
        if (size == array.length) {
            array = Arrays.copyOf(array, 2 * size);
        }
        array[size++] = value;
    }
}
