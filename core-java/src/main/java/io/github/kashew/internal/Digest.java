package io.github.kashew.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The digests that a signature may be computed with. Which one is said by configuration, never by stored bytes. */
enum Digest {
    SHA256("HmacSHA256", 32),
    SHA512("HmacSHA512", 64),
    SHA1("HmacSHA1", 20);

    private final String algorithm;
    private final int length;

    Digest(String algorithm, int length) {
        this.algorithm = algorithm;
        this.length = length;
    }

    /**
     * Returns the digest of a name such as {@code sha256}.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Digest named(String name) {
        for (Digest digest : values()) {
            if (digest.label().equals(name.toLowerCase(Locale.ROOT))) {
                return digest;
            }
        }
        String known = Arrays.stream(values()).map(Digest::label).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("no digest '" + name + "'; there are " + known);
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the name of the algorithm in the JDK. */
    String algorithm() {
        return algorithm;
    }

    /** Returns the length of a signature in bytes. */
    int length() {
        return length;
    }
}
