package io.github.kashew.redis;

import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The scripts that run in the server, one resource each. */
enum Script {
    ACQUIRE_LEASE(ScriptOutputType.MULTI, false),
    ADD_EVENT(ScriptOutputType.INTEGER, true),
    ADD_TO_SET(ScriptOutputType.INTEGER, true),
    BITS(ScriptOutputType.MULTI, true),
    COMMIT(ScriptOutputType.INTEGER, true),
    CONTENT(ScriptOutputType.MULTI, true),
    CREATE_GENERATIONS(ScriptOutputType.MULTI, false),
    DEADLINE(ScriptOutputType.INTEGER, false),
    DELETE(ScriptOutputType.INTEGER, false),
    EXPIRE(ScriptOutputType.INTEGER, false),
    FILL(ScriptOutputType.INTEGER, false),
    INCREMENT(ScriptOutputType.VALUE, true),
    POP_FROM_SET(ScriptOutputType.MULTI, true),
    RELEASE_LEASE(ScriptOutputType.INTEGER, false),
    REMOVE_FROM_SET(ScriptOutputType.INTEGER, true),
    RENEW_LEASE(ScriptOutputType.INTEGER, false),
    REPLACE(ScriptOutputType.INTEGER, false);

    private final ScriptOutputType output;
    private final String source;
    private final String digest;

    /** @param kinds whether the script asks what a key holds */
    Script(ScriptOutputType output, boolean kinds) {
        this.output = output;
        String text = resource(name().toLowerCase(Locale.ROOT));
        this.source = kinds ? resource("kinds") + text : text;
        this.digest = sha1(source);
    }

    ScriptOutputType output() {
        return output;
    }

    String source() {
        return source;
    }

    /** Returns the name under which the server knows the script: the SHA-1 of its source in hexadecimal. */
    String digest() {
        return digest;
    }

    private static String resource(String name) {
        try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + ".lua is not in the artifact kashew-redis");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String sha1(String source) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("a Java platform without SHA-1", missing);
        }
    }
}
