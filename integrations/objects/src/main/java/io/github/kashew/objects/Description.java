package io.github.kashew.objects;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a fingerprint is made of: text that is equal in every process that has the same classes. */
final class Description {
    /** Goes up when the layout of bytes changes, so that old bytes are a miss. */
    private static final int LAYOUT = 1;

    private final StringBuilder text = new StringBuilder("layout ").append(LAYOUT);

    void add(String kind, ResolvedType type, String parts) {
        text.append('\n')
                .append(kind)
                .append(' ')
                .append(type.stored())
                .append(' ')
                .append(parts);
    }

    /** Returns the first eight bytes of the SHA-256 of the text. */
    long fingerprint() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
