package io.github.kashew.redis;

import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.spi.BackendUrl;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is, which of its databases is used, and who asks.
 *
 * @param host a name or an address, without the brackets of IPv6
 * @param port 1 to 65535
 * @param database 0 or more
 * @param username null for the default user
 * @param password null for none
 */
record ServerAddress(
        String host,
        int port,
        int database,
        @Nullable String username,
        @Nullable String password) {

    private static final int DEFAULT_PORT = 6379;

    private static final Pattern HOST =
            Pattern.compile("(?<host>\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]*)(:(?<port>[^/]*))?(/(?<database>.*))?");

    /** Returns the servers that a URL names: one, or several of a cluster. */
    static List<ServerAddress> all(BackendUrl url) {
        String address = url.address();
        int at = address.lastIndexOf('@');
        String user = at < 0 ? "" : address.substring(0, at);
        int colon = user.indexOf(':');
        String username = decoded(url, "user name", colon < 0 ? user : user.substring(0, colon));
        String password = colon < 0 ? null : decoded(url, "password", user.substring(colon + 1));
        boolean cluster = url.scheme().equals(RedisBackendProvider.CLUSTER);
        String hosts = address.substring(at + 1);
        List<ServerAddress> servers = new ArrayList<>();
        for (String host : cluster ? hosts.split(",", -1) : new String[] {hosts}) {
            servers.add(one(url, at, host, given(url, "username", username), given(url, "password", password)));
        }
        if (cluster && servers.stream().anyMatch(server -> server.database != 0)) {
            throw refused(url, at, "a cluster has no databases but 0: leave the path and parameter 'db' out");
        }
        return servers;
    }

    private static ServerAddress one(
            BackendUrl url, int at, String text, @Nullable String username, @Nullable String password) {
        Matcher server = HOST.matcher(text);
        if (!server.matches()) {
            throw refused(url, at, "the host has characters that no host name has, or there are several hosts");
        }
        String host = server.group("host");
        if (host.isEmpty()) {
            throw refused(url, at, "there is no host; write " + url.scheme() + "://localhost:6379");
        }
        return new ServerAddress(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port(url, at, server.group("port")),
                database(url, at, server.group("database")),
                username,
                password);
    }

    private static int port(BackendUrl url, int at, @Nullable String port) {
        if (port == null) {
            return DEFAULT_PORT;
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

    private static @Nullable String given(BackendUrl url, String name, @Nullable String inAddress) {
        String parameter = url.text(name);
        if (parameter != null && inAddress != null && !inAddress.isEmpty()) {
            throw url.refused("the address and parameter '" + name + "' both give it: give one of them");
        }
        String value = parameter == null ? inAddress : parameter;
        return value == null || value.isEmpty() ? null : value;
    }

    private static String decoded(BackendUrl url, String what, String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            // the cause would show the text, which may be a secret
            throw url.refused("the " + what + " has a '%' that is not followed by two hex digits; write '%' as %25");
        }
    }

    /** Without an '@' the address may be the head of a password with a '?' in it, so no part of it is shown. */
    private static NotConfiguredException refused(BackendUrl url, int at, String reason) {
        return at >= 0
                ? url.refused(reason)
                : new NotConfiguredException(url.scheme() + "://… : " + reason
                        + "; in a user name or password write '?' as %3F, '#' as %23, '/' as %2F and '@' as %40");
    }

    /** Returns host and port; never who asks. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
