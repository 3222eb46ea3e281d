package io.github.kashew.redis;

import io.github.kashew.spi.BackendUrl;
import io.lettuce.core.RedisURI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Who asks a server.
 *
 * @param username null for the default user
 * @param password null for none
 */
record Credentials(@Nullable String username, @Nullable String password) {

    /** Returns what the address of a URL says before its '@', or else its parameters. */
    static Credentials of(BackendUrl url, String user) {
        int colon = user.indexOf(':');
        String username = decoded(url, "user name", colon < 0 ? user : user.substring(0, colon));
        String password = colon < 0 ? null : decoded(url, "password", user.substring(colon + 1));
        return new Credentials(given(url, "username", username), given(url, "password", password));
    }

    /** Returns what two parameters of a URL say. */
    static Credentials of(BackendUrl url, String username, String password) {
        return new Credentials(given(url, username, null), given(url, password, null));
    }

    private static @Nullable String given(BackendUrl url, String name, @Nullable String inAddress) {
        String parameter = url.text(name);
        if (parameter != null && inAddress != null && !inAddress.isEmpty()) {
            throw url.refused("the address and parameter '" + name + "' both give it: give one of them");
        }
        String value = parameter == null ? inAddress : parameter;
        return value == null || value.isEmpty() ? null : value;
    }

    /** Decodes a part of the address. */
    static String decoded(BackendUrl url, String what, String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            // the cause would show the text, which may be a secret
            throw url.refused("the " + what + " has a '%' that is not followed by two hex digits; write '%' as %25");
        }
    }

    /** Tells Lettuce who asks. */
    void addTo(RedisURI uri) {
        if (username != null && password != null) {
            uri.setAuthentication(username, password);
        } else if (password != null) {
            uri.setAuthentication(password.toCharArray());
        }
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return "***";
    }
}
