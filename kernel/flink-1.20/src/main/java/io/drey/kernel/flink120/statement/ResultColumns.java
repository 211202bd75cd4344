package io.drey.kernel.flink120.statement;

import io.drey.protocol.KernelMessages.Column;
import java.util.List;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.utils.DataTypeUtils;

/** Describes a result's columns to the server. */
final class ResultColumns {
    private ResultColumns() {}

    static List<Column> of(ResolvedSchema schema) {
        return schema.getColumns().stream()
                .map(column -> of(column.getName(), column.getDataType()))
                .toList();
    }

    private static Column of(String name, DataType declared) {
        LogicalType type = DataTypeUtils.removeTimeAttribute(declared).getLogicalType();
        return new Column(name, type.asSummaryString(), shape(type));
    }

    private static String shape(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL -> "number";
            case BOOLEAN -> "boolean";
            case DATE,
                    TIME_WITHOUT_TIME_ZONE,
                    TIMESTAMP_WITHOUT_TIME_ZONE,
                    TIMESTAMP_WITH_TIME_ZONE,
                    TIMESTAMP_WITH_LOCAL_TIME_ZONE,
                    INTERVAL_YEAR_MONTH,
                    INTERVAL_DAY_TIME ->
                    "temporal";
            case BINARY, VARBINARY -> "binary";
            case ARRAY, MULTISET, MAP, ROW, STRUCTURED_TYPE, DISTINCT_TYPE -> "nested";
            case CHAR, VARCHAR, NULL, RAW, SYMBOL, UNRESOLVED -> "string";
        };
    }
}
