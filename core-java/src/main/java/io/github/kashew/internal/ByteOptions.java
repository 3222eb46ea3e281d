package io.github.kashew.internal;

import io.github.kashew.BadBytes;
import io.github.kashew.RouteBuilder;
import io.github.kashew.codec.Codec;
import io.github.kashew.codec.Compressor;
import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.internal.natives.NativeCodec;
import io.github.kashew.internal.natives.ProtobufCodec;
import io.github.kashew.spi.BackendUrl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the options of a route that keeps bytes: those of its URL go before those of its builder. */
final class ByteOptions {

    private static final int SHORTEST_SECRET = 16;

    private final RouteBuilder route;
    private final List<String> secrets;
    private final String digest;
    private final String compress;
    private final @Nullable String codec;
    private final int threshold;
    private final int mostBytes;
    private final int schema;
    private final BadBytes onBadBytes;

    private ByteOptions(RouteBuilder route, BackendUrl url) {
        this.route = route;
        String secret = url.text("secret");
        this.secrets = secret == null ? route.secrets() : List.of(secret);
        this.digest = url.parsed("digestmod", route.digestmod(), name -> name);
        this.compress = url.parsed("compress", route.compress(), name -> name);
        this.codec = url.text("codec");
        this.threshold = (int) url.number("compress_threshold", route.compressThreshold(), 0, Integer.MAX_VALUE);
        this.mostBytes = (int) Math.min(url.bytes("max_value_bytes", route.maxValueBytes()), Integer.MAX_VALUE - 1_024);
        this.schema = (int) url.number("schema", route.schema(), 0, Integer.MAX_VALUE);
        this.onBadBytes = url.parsed("on_bad_bytes", route.onBadBytes(), BadBytes::named);
    }

    /** Reads the options of a route with a URL. */
    static ByteOptions of(RouteBuilder route, BackendUrl url) {
        return new ByteOptions(route, url);
    }

    /** Reads the options of a route without a URL. */
    static ByteOptions of(RouteBuilder route) {
        return new ByteOptions(route, BackendUrl.parse("bytes://"));
    }

    /** Refuses a secret on a route that keeps objects: nothing would be signed. */
    void requireNoSecret() {
        if (route.hasOwnSecret()) {
            throw refused("secret signs bytes, and the backend of this route keeps objects: leave it out, or write"
                    + " mem://?copy=true");
        }
    }

    BadBytes onBadBytes() {
        return onBadBytes;
    }

    Envelopes envelopes() {
        return new Envelopes(new Frame(seals()), compression(), schema, route.failures());
    }

    private List<Seal> seals() {
        Digest algorithm = digest();
        if (secrets.isEmpty()) {
            return List.of(new Checksum());
        }
        List<Seal> seals = new ArrayList<>();
        for (String secret : secrets) {
            int length = secret.getBytes(StandardCharsets.UTF_8).length;
            if (length < SHORTEST_SECRET) {
                throw refused("secret must have at least " + SHORTEST_SECRET + " bytes, has " + length
                        + ": take 32 random ones, for example of `openssl rand -base64 32`");
            }
            seals.add(new SecretSeal(algorithm, secret));
        }
        return seals;
    }

    private Digest digest() {
        try {
            return Digest.named(digest);
        } catch (IllegalArgumentException unknown) {
            throw refused("digestmod: " + unknown.getMessage());
        }
    }

    private Compression compression() {
        Map<String, Compressor> known = new TreeMap<>();
        known.put("gzip", new Gzip());
        ServiceLoader.load(Compressor.class, RouteOpener.class.getClassLoader())
                .forEach(found -> known.put(found.name(), found));
        route.compressors().forEach(given -> known.put(given.name(), given));
        Compressor chosen = null;
        if (!compress.toLowerCase(Locale.ROOT).equals("none")) {
            chosen = known.get(compress.toLowerCase(Locale.ROOT));
            if (chosen == null) {
                throw refused("no compressor '" + compress + "'; there are none, " + String.join(", ", known.keySet())
                        + ", others come with their artifact, zstd with kashew-zstd");
            }
        }
        return new Compression(chosen, threshold, Map.copyOf(known), mostBytes);
    }

    /** Returns the choice of codecs: registered types, then the named codec, then native types and messages, then what is found. */
    CodecChoice codecs() {
        List<Codec> found = ServiceLoader.load(Codec.class, RouteOpener.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(Codec::priority).reversed().thenComparing(Codec::name))
                .collect(Collectors.toCollection(ArrayList::new));
        found.addAll(0, List.of(new NativeCodec(), new ProtobufCodec()));
        List<Codec> inOrder = new ArrayList<>();
        Codec given = codec == null ? route.codec() : named(codec, found);
        if (given != null) {
            inOrder.add(given);
        }
        inOrder.addAll(found);
        return new CodecChoice(route.codecs(), inOrder, route.migrations(), route.prefix());
    }

    private Codec named(String name, List<Codec> found) {
        return found.stream()
                .filter(each -> each.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> refused("no codec '" + name + "'; there are "
                        + found.stream().map(Codec::name).collect(Collectors.joining(", "))
                        + ", others come with their artifact"));
    }

    private NotConfiguredException refused(String reason) {
        return new NotConfiguredException("route '" + route.prefix() + "': " + reason);
    }
}
