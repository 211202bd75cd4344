package io.drey.sink;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What the table options of a result table mean. */
public final class ResultOptions {
    public static final ConfigOption<String> HOST =
            ConfigOptions.key("host")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Where the server takes results, as seen from the cluster.");

    public static final ConfigOption<Integer> PORT =
            ConfigOptions.key("port")
                    .intType()
                    .noDefaultValue()
                    .withDescription("The server's result port.");

    public static final ConfigOption<String> RESULT =
            ConfigOptions.key("result")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("The id of the result that the rows belong to.");

    public static final ConfigOption<String> TOKEN =
            ConfigOptions.key("token")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Lets the sink write to this result and to nothing else.");

    public static final ConfigOption<List<String>> UPSERT_KEY =
            ConfigOptions.key("upsert-key")
                    .stringType()
                    .asList()
                    .defaultValues()
                    .withDescription(
                            "Columns, ';' between them, by which later rows replace earlier ones."
                                    + " Spares the job from sending the replaced rows.");

    public static final ConfigOption<Long> LIMIT =
            ConfigOptions.key("limit")
                    .longType()
                    .defaultValue(0L)
                    .withDescription(
                            "Rows after which a subtask sends no more; 0 for no limit. Only where"
                                    + " rows are never changed.");

    public static final ConfigOption<Duration> CONNECT_TIMEOUT =
            ConfigOptions.key("connect-timeout")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(3))
                    .withDescription("How long to wait for the server when the job starts.");

    public static final ConfigOption<Duration> RECONNECT_TIMEOUT =
            ConfigOptions.key("reconnect-timeout")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(5))
                    .withDescription(
                            "How long the job waits for a server that was there and went away.");

    private ResultOptions() {}
}
