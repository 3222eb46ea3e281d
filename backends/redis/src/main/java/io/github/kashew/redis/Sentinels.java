package io.github.kashew.redis;

import io.github.kashew.spi.BackendUrl;
import org.jspecify.annotations.Nullable;

/**
 * How the servers of an address are asked which one is the master: they are sentinels.
 *
 * @param master the name by which they know it
 * @param credentials who asks them; the address says who asks the master
 */
record Sentinels(String master, Credentials credentials) {

    /** Returns what a URL says, or null if it does not name sentinels. */
    static @Nullable Sentinels of(BackendUrl url) {
        if (!url.scheme().equals(RedisBackendProvider.SENTINEL)) {
            return null;
        }
        String master = url.parsed("master", "", Sentinels::master);
        if (master.isEmpty()) {
            throw url.refused("parameter 'master' is missing, the name by which the sentinels know the master,"
                    + " such as master=mymaster");
        }
        return new Sentinels(master, Credentials.of(url, "sentinel_username", "sentinel_password"));
    }

    private static String master(String text) {
        if (!text.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("must be 1 to 64 letters, digits and '.', '-', '_'");
        }
        return text;
    }
}
