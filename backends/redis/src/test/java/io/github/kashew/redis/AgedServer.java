package io.github.kashew.redis;

import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Lets time pass in a server by making what it holds older. */
final class AgedServer {

    private static final String SCRIPT = script();

    private AgedServer() {}

    static void age(RedisProcess server, Duration time) {
        long nanos = time.toNanos();
        server.commands()
                .eval(
                        SCRIPT,
                        ScriptOutputType.STATUS,
                        new byte[0][],
                        text(time.toMillis()),
                        text(nanos >>> 32),
                        text(nanos & 0xffff_ffffL));
    }

    private static byte[] text(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    private static String script() {
        try (InputStream in = AgedServer.class.getResourceAsStream("age.lua")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
