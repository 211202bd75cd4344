package io.drey.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every text frame holds.
 *
 * @param id names the message
 * @param re the message this one answers; null when it answers none
 * @param seq counts the sender's messages from 1, so that a new connection can go on where the old
 *     one ended
 */
public record Envelope(String id, @Nullable String re, long seq, Message body) {

    public String toJson() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        if (re != null) {
            map.put("re", re);
        }
        map.put("kind", body.kind().wireName());
        map.put("seq", seq);
        map.put("body", RecordJson.toMap((Record) body));
        return Json.write(map);
    }

    /**
     * Reads a text frame.
     *
     * @throws JsonException if it is not an envelope of a known kind
     */
    public static Envelope parse(String text) {
        if (!(Json.parse(text) instanceof Map<?, ?> map)
                || !(map.get("id") instanceof String id)
                || !(map.get("kind") instanceof String kind)
                || !(map.get("seq") instanceof Long seq)) {
            throw new JsonException("envelope (expected: an object with id, kind and seq)");
        }
        Map<?, ?> body = map.get("body") instanceof Map<?, ?> given ? given : Map.of();
        Record message = RecordJson.fromMap(MessageKind.parse(kind).type(), body);
        return new Envelope(id, (String) map.get("re"), seq, (Message) message);
    }
}
