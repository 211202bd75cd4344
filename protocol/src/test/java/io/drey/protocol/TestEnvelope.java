package io.drey.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestEnvelope {
    @Test
    void survivesTheWire() {
        var column = new KernelMessages.Column("kötü \"ad\"\n", "ROW<`a` INT>", "nested");
        var opened =
                new KernelMessages.ResultOpened(
                        "r1",
                        2,
                        "r1-2",
                        List.of(column),
                        "streaming",
                        "upsert",
                        List.of("a", "b"),
                        "sink");
        Envelope sent = new Envelope("m7", "m3", 812, opened);
        assertThat(Envelope.parse(sent.toJson())).isEqualTo(sent);
    }

    @Test
    void leavesAbsentFieldsNullAndIgnoresUnknownOnes() {
        String text =
                "{\"id\":\"m1\",\"kind\":\"run\",\"seq\":1,"
                        + "\"body\":{\"run\":\"r1\",\"language\":\"sql\",\"source\":\"SELECT 1\","
                        + "\"resultToken\":\"t\",\"fromTheFuture\":[1,2.5,null,true]}}";
        assertThat(Envelope.parse(text).body())
                .isEqualTo(new ServerMessages.Run("r1", "sql", "SELECT 1", null, "t", 0));
    }

    @Test
    void carriesMapsOfSettings() {
        var configure =
                new ServerMessages.Configure(
                        "local",
                        "http://127.0.0.1:1",
                        "127.0.0.1",
                        2,
                        Map.of("k", "v"),
                        Map.of("runtime", "batch"));
        Envelope sent = new Envelope("m1", null, 1, configure);
        assertThat(Envelope.parse(sent.toJson())).isEqualTo(sent);
    }

    @Test
    void refusesWhatIsNoEnvelope() {
        assertThatThrownBy(() -> Envelope.parse("[1]")).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Envelope.parse("{\"id\":\"a\",\"kind\":\"nope\",\"seq\":1}"))
                .hasMessageContaining("nope");
        assertThatThrownBy(() -> Json.parse("{\"a\":tru}")).hasMessageContaining("offset 5");
    }

    @Test
    void rowFrameSurvivesTheWire() {
        var header = new RowFrame.Header("r1-0", "batch", 3, 10, null);
        RowFrame sent = new RowFrame(header, ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertThat(RowFrame.parse(sent.toBytes())).isEqualTo(sent);
    }
}
