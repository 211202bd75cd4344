package io.drey.kernel.flink120.error;

/** Type names as users write them. */
final class Types {
    private Types() {}

    static String readable(String types) {
        return types.replace("VARCHAR(2147483647)", "STRING")
                .replace("VARBINARY(2147483647)", "BYTES")
                .replace("CHARACTER SET \"UTF-16LE\"", "")
                .replace("<", "")
                .replace(">", "");
    }
}
