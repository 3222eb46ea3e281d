package io.github.kashew.redis;

import io.github.kashew.spi.BackendUrl;
import io.lettuce.core.resource.Transports;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the URL of a backend says.
 *
 * @param servers where the server is and who asks; of a cluster some of its servers
 * @param sentinels how these servers are asked for the master; null if they are no sentinels
 * @param tls how the connection is secured
 * @param prefix begins the name of every key in the server
 * @param clientName the name of the connections in the server's list of clients
 * @param connectTimeout how long connecting may take, the handshake included
 * @param commandTimeout how long a command may take
 * @param breaker how many commands in a row without an answer keep others from being sent; 0 for no limit
 * @param queue how many commands may wait for their replies on one connection
 */
record RedisSettings(
        List<ServerAddress> servers,
        @Nullable Sentinels sentinels,
        Tls tls,
        String prefix,
        String clientName,
        Duration connectTimeout,
        Duration commandTimeout,
        int breaker,
        int queue) {

    private static final String DEFAULT_PREFIX = "kashew:";
    private static final long DEFAULT_CONNECT_MILLIS = 2_000;
    private static final long DEFAULT_COMMAND_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 600_000;
    private static final long DEFAULT_BREAKER = 5;
    private static final long DEFAULT_QUEUE = 65_536;

    /** Returns hosts and ports; never who asks. */
    String address() {
        String hosts = servers.stream().map(ServerAddress::toString).collect(Collectors.joining(","));
        return sentinels == null ? hosts : sentinels.master() + " of " + hosts;
    }

    static RedisSettings of(BackendUrl url) {
        List<ServerAddress> servers = ServerAddress.all(url);
        if (servers.get(0).isSocket() && !Transports.NativeTransports.isDomainSocketSupported()) {
            throw url.refused("a Unix domain socket needs netty-transport-native-epoll on Linux, or"
                    + " netty-transport-native-kqueue on macOS, for this processor on the class path");
        }
        return new RedisSettings(
                servers,
                Sentinels.of(url),
                Tls.of(url),
                prefix(url),
                url.parsed("client_name", "kashew", RedisSettings::clientName),
                positive(url, "connect_timeout", DEFAULT_CONNECT_MILLIS),
                positive(url, "command_timeout", DEFAULT_COMMAND_MILLIS),
                (int) url.number("breaker", DEFAULT_BREAKER, 0, 1_000_000),
                (int) url.number("max_queue", DEFAULT_QUEUE, 1, 1 << 24));
    }

    private static Duration positive(BackendUrl url, String name, long otherwise) {
        long millis = url.millis(name, otherwise, LONGEST_MILLIS);
        if (millis == 0) {
            throw url.refused("parameter '" + name + "' must be from 1ms to 600s, was 0");
        }
        return Duration.ofMillis(millis);
    }

    /** Reads the prefix, which has a second name. */
    private static String prefix(BackendUrl url) {
        if (url.text("prefix") != null && url.text("client_side_prefix") != null) {
            throw url.refused("parameters 'prefix' and 'client_side_prefix' are the same: give one of them");
        }
        String otherwise = url.parsed("client_side_prefix", DEFAULT_PREFIX, RedisSettings::prefix);
        return url.parsed("prefix", otherwise, RedisSettings::prefix);
    }

    private static String prefix(String text) {
        if (!text.matches("[\\p{L}\\p{N}_][^\\x00-\\x20\\x7f{}*?]{0,63}")) {
            throw new IllegalArgumentException(
                    "must begin with a letter or digit and be 1 to 64 characters without spaces,"
                            + " control characters and '{', '}', '*', '?', such as " + DEFAULT_PREFIX);
        }
        return text;
    }

    private static String clientName(String text) {
        if (!text.matches("[!-~]{1,64}")) {
            throw new IllegalArgumentException("must be 1 to 64 printable ASCII characters without spaces");
        }
        return text;
    }
}
