package io.github.kashew.redis;

import io.github.kashew.spi.BackendUrl;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import java.io.File;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the connections to a server are secured.
 *
 * @param on whether they are
 * @param verify what is checked of the server's certificate: {@code full} its host name, too; {@code ca} not that;
 *     {@code none} nothing
 * @param authorities certificates in PEM that are trusted instead of those of the JVM
 * @param certificate the certificate of the client, in PEM
 * @param key the private key of the client, in PEM without a password
 */
record Tls(
        boolean on,
        SslVerifyMode verify,
        @Nullable File authorities,
        @Nullable File certificate,
        @Nullable File key) {

    private static final char[] NO_PASSWORD = {};

    static Tls of(BackendUrl url) {
        if (!url.scheme().equals("rediss")) {
            return new Tls(false, SslVerifyMode.FULL, null, null, null);
        }
        SslVerifyMode verify = url.parsed("verify", SslVerifyMode.FULL, Tls::mode);
        Tls tls = new Tls(true, verify, file(url, "ca"), file(url, "cert"), file(url, "key"));
        if ((tls.certificate == null) != (tls.key == null)) {
            throw url.refused("parameters 'cert' and 'key' belong together: give both or none");
        }
        return tls;
    }

    private static SslVerifyMode mode(String text) {
        return switch (text) {
            case "full" -> SslVerifyMode.FULL;
            case "ca" -> SslVerifyMode.CA;
            case "none" -> SslVerifyMode.NONE;
            default -> throw new IllegalArgumentException("must be full, ca or none");
        };
    }

    private static @Nullable File file(BackendUrl url, String name) {
        String path = url.text(name);
        if (path == null) {
            return null;
        }
        File file = new File(path);
        if (!file.isFile() || !file.canRead()) {
            throw url.refused("parameter '" + name + "' must be a PEM file that can be read, was '" + path + "'");
        }
        return file;
    }

    SslOptions options(Duration handshakeTimeout) {
        SslOptions.Builder options = SslOptions.builder().jdkSslProvider().handshakeTimeout(handshakeTimeout);
        if (authorities != null) {
            options.trustManager(authorities);
        }
        if (certificate != null && key != null) {
            options.keyManager(certificate, key, NO_PASSWORD);
        }
        return options.build();
    }
}
