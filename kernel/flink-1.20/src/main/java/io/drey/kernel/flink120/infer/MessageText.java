package io.drey.kernel.flink120.infer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/** What the bytes of a message's key or value can be read as. */
final class MessageText {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int LONGEST = 400;
    private static final int MOST_BYTES = 48;

    private MessageText() {}

    /** The text, if it is UTF-8 without control characters. */
    static Optional<String> text(byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            boolean isText =
                    text.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
            return isText ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The JSON object, if it is one. */
    static Optional<JsonNode> object(byte[] bytes) {
        try {
            return Optional.ofNullable(JSON.readTree(bytes)).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Something to show: the text, or hexadecimal digits; cut where it is long. */
    static String shown(byte[] bytes) {
        Optional<String> text = text(bytes);
        if (text.isPresent()) {
            return text.get().length() <= LONGEST
                    ? text.get()
                    : text.get().substring(0, LONGEST) + "…";
        }
        int length = Math.min(bytes.length, MOST_BYTES);
        return "0x"
                + HexFormat.of().formatHex(bytes, 0, length)
                + (length < bytes.length ? "…" : "");
    }
}
