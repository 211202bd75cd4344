package io.drey.sink;

import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.RowType;

/** Makes the sink of tables {@code WITH ('connector' = 'drey-result', ...)}. Thread-safe. */
public final class ResultTableFactory implements DynamicTableSinkFactory {
    public static final String IDENTIFIER = "drey-result";

    @Override
    public String factoryIdentifier() {
        return IDENTIFIER;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of(
                ResultOptions.HOST, ResultOptions.PORT, ResultOptions.RESULT, ResultOptions.TOKEN);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of(
                ResultOptions.UPSERT_KEY,
                ResultOptions.LIMIT,
                ResultOptions.CONNECT_TIMEOUT,
                ResultOptions.RECONNECT_TIMEOUT);
    }

    @Override
    public DynamicTableSink createDynamicTableSink(Context context) {
        FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
        helper.validate();
        ReadableConfig options = helper.getOptions();
        ResultTarget target =
                ResultTarget.of(
                                options.get(ResultOptions.HOST),
                                options.get(ResultOptions.PORT),
                                options.get(ResultOptions.RESULT),
                                options.get(ResultOptions.TOKEN))
                        .withTimeouts(
                                options.get(ResultOptions.CONNECT_TIMEOUT),
                                options.get(ResultOptions.RECONNECT_TIMEOUT));
        RowType rowType = (RowType) context.getPhysicalRowDataType().getLogicalType();
        List<String> upsertKey = options.get(ResultOptions.UPSERT_KEY);
        requireColumns(rowType, upsertKey);
        return new ResultTableSink(
                target, rowType, !upsertKey.isEmpty(), options.get(ResultOptions.LIMIT));
    }

    private static void requireColumns(RowType rowType, List<String> upsertKey) {
        for (String column : upsertKey) {
            if (rowType.getFieldIndex(column) < 0) {
                throw new ValidationException(
                        "upsert-key: "
                                + column
                                + " (expected: some of "
                                + rowType.getFieldNames()
                                + ")");
            }
        }
    }
}
