package io.drey.server.platform;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes ids and tokens. Thread-safe. */
public final class RandomIds {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int ID_LENGTH = 10;
    private static final int TOKEN_LENGTH = 40;

    private final SecureRandom random = new SecureRandom();

    /** An id such as {@code k-7h2m9q0x4d}: unique for all that one installation will ever hold. */
    public String id(String prefix) {
        return prefix + "-" + text(ID_LENGTH);
    }

    /** A secret of 200 random bits. */
    public String token() {
        return text(TOKEN_LENGTH);
    }

    /** 32 hexadecimal digits. */
    public String hex() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
