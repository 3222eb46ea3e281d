package io.github.kashew.redis;

import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.spi.BackendUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is, which of its databases is used, and who asks.
 *
 * @param host a name or an address, without the brackets of IPv6; or the path of a Unix domain socket
 * @param port 1 to 65535; 0 for a socket
 * @param database 0 or more
 * @param credentials who asks
 */
record ServerAddress(String host, int port, int database, Credentials credentials) {

    private static final int DEFAULT_PORT = 6379;
    private static final int DEFAULT_SENTINEL_PORT = 26_379;

    private static final Pattern HOST =
            Pattern.compile("(?<host>\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]*)(:(?<port>[^/]*))?(/(?<database>.*))?");

    /** Returns the servers that a URL names: one, several of a cluster, or sentinels. */
    static List<ServerAddress> all(BackendUrl url) {
        boolean socket = url.scheme().equals(RedisBackendProvider.UNIX);
        String address = url.address();
        int at = socket ? beforePath(address) : address.lastIndexOf('@');
        Credentials credentials = Credentials.of(url, at < 0 ? "" : address.substring(0, at));
        String where = address.substring(at + 1);
        if (socket) {
            return List.of(ofSocket(url, at, where, credentials));
        }
        List<ServerAddress> servers = new ArrayList<>();
        for (String host : hosts(url, where)) {
            servers.add(ofHost(url, at, host, credentials));
        }
        if (url.scheme().equals(RedisBackendProvider.CLUSTER)
                && servers.stream().anyMatch(server -> server.database != 0)) {
            throw refused(url, at, "a cluster has no databases but 0: leave the path and parameter 'db' out");
        }
        return servers;
    }

    /** Returns where the '@' before a path is, or -1 if there is none. */
    private static int beforePath(String address) {
        return address.startsWith("/") ? -1 : address.indexOf("@/");
    }

    private static ServerAddress ofSocket(BackendUrl url, int at, String path, Credentials credentials) {
        if (!path.matches("/.+")) {
            throw refused(url, at, "there is no path of a socket; write " + url.scheme() + ":///run/redis.sock");
        }
        String decoded = Credentials.decoded(url, "path", path);
        return new ServerAddress(decoded, 0, database(url, at, null), credentials);
    }

    /** Returns the hosts with their ports; the path after the last one is that of all. */
    private static String[] hosts(BackendUrl url, String where) {
        return switch (url.scheme()) {
            case RedisBackendProvider.CLUSTER -> where.split(",", -1);
            case RedisBackendProvider.SENTINEL -> {
                int slash = where.indexOf('/');
                String[] hosts = (slash < 0 ? where : where.substring(0, slash)).split(",", -1);
                for (int i = 0; i < hosts.length; i++) {
                    hosts[i] += slash < 0 ? "" : where.substring(slash);
                }
                yield hosts;
            }
            default -> new String[] {where};
        };
    }

    private static ServerAddress ofHost(BackendUrl url, int at, String text, Credentials credentials) {
        Matcher server = HOST.matcher(text);
        if (!server.matches()) {
            throw refused(url, at, "the host has characters that no host name has, or there are several hosts");
        }
        String host = server.group("host");
        if (host.isEmpty()) {
            throw refused(url, at, "there is no host; write " + url.scheme() + "://localhost:" + defaultPort(url));
        }
        return new ServerAddress(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port(url, at, server.group("port")),
                database(url, at, server.group("database")),
                credentials);
    }

    private static int defaultPort(BackendUrl url) {
        return url.scheme().equals(RedisBackendProvider.SENTINEL) ? DEFAULT_SENTINEL_PORT : DEFAULT_PORT;
    }

    private static int port(BackendUrl url, int at, @Nullable String port) {
        if (port == null) {
            return defaultPort(url);
        }
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw refused(url, at, "the port is not a number from 1 to 65535");
        }
        return Integer.parseInt(port);
    }

    private static int database(BackendUrl url, int at, @Nullable String path) {
        if (path == null || path.isEmpty()) {
            return (int) url.number("db", 0, 0, Integer.MAX_VALUE);
        }
        if (!path.matches("\\d{1,9}")) {
            throw refused(url, at, "the path is not the number of a database, such as /0");
        }
        long database = url.number("db", Long.parseLong(path), 0, Integer.MAX_VALUE);
        if (database != Long.parseLong(path)) {
            throw url.refused(
                    "the path names database " + path + " and parameter 'db' names " + database + ": give one of them");
        }
        return (int) database;
    }

    /** Without an '@' the address may be the head of a password with a '?' in it, so no part of it is shown. */
    private static NotConfiguredException refused(BackendUrl url, int at, String reason) {
        return at >= 0
                ? url.refused(reason)
                : new NotConfiguredException(url.scheme() + "://… : " + reason
                        + "; in a user name or password write '?' as %3F, '#' as %23, '/' as %2F and '@' as %40");
    }

    /** Tells whether it is a Unix domain socket. */
    boolean isSocket() {
        return port == 0;
    }

    /** Returns host and port, or the path of the socket; never who asks. */
    @Override
    public String toString() {
        return isSocket() ? host : (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
