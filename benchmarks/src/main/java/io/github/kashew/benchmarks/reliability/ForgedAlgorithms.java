package io.github.kashew.benchmarks.reliability;

import io.github.kashew.BadBytes;
import io.github.kashew.Cache;
import io.github.kashew.Ttl;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * G-S8: of all pairs of a configuration that writes and one that reads, only those pass whose reader has the digest and the
 * secret that signed; and no message contains a secret or a signature.
 */
final class ForgedAlgorithms implements Trial {

    private static final String FIRST = "the first secret, of 32 bytes ok";
    private static final String SECOND = "the second secret, of 32 bytes ok";
    private static final String KEY = "k";
    private static final String VALUE = "value";

    /** A way to sign: the first secret signs, all are accepted; without any there is a checksum. */
    private record Configuration(String digest, List<String> secrets) {

        Cache open() {
            return Cache.builder()
                    .route("", "mem://?copy=true", route -> {
                        route.onBadBytes(BadBytes.RAISE);
                        if (!secrets.isEmpty()) {
                            String[] alsoAccepted =
                                    secrets.subList(1, secrets.size()).toArray(String[]::new);
                            route.digestmod(digest).secret(secrets.get(0), alsoAccepted);
                        }
                    })
                    .build();
        }

        boolean accepts(Configuration writer) {
            return writer.secrets.isEmpty()
                    ? secrets.isEmpty()
                    : digest.equals(writer.digest) && secrets.contains(writer.secrets.get(0));
        }
    }

    private static List<Configuration> configurations() {
        List<Configuration> all = new ArrayList<>();
        all.add(new Configuration("sha256", List.of()));
        for (String digest : List.of("sha256", "sha512", "sha1")) {
            all.add(new Configuration(digest, List.of(FIRST)));
            all.add(new Configuration(digest, List.of(SECOND)));
        }
        all.add(new Configuration("sha256", List.of(FIRST, SECOND)));
        all.add(new Configuration("sha256", List.of(SECOND, FIRST)));
        return all;
    }

    @Override
    public Verdict run(int scale, long seed) {
        int pairs = 0;
        int passed = 0;
        int wrong = 0;
        int leaks = 0;
        for (Configuration writer : configurations()) {
            byte[] stored = written(writer);
            for (Configuration reader : configurations()) {
                AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
                boolean passes = VALUE.equals(read(reader, stored, failure));
                pairs++;
                passed += passes ? 1 : 0;
                wrong += passes == reader.accepts(writer) && passes == (failure.get() == null) ? 0 : 1;
                leaks += leaks(failure.get(), stored) ? 1 : 0;
            }
        }
        return Verdict.of(
                wrong == 0 && leaks == 0 && pairs == 81,
                "pairs",
                pairs,
                "passed",
                passed,
                "wrong",
                wrong,
                "messagesWithSecrets",
                leaks);
    }

    private static byte[] written(Configuration writer) {
        try (Cache cache = writer.open()) {
            cache.set(KEY, VALUE, Ttl.forever()).toCompletableFuture().join();
            return (byte[]) cache.getRaw(KEY).toCompletableFuture().join();
        }
    }

    private static @Nullable String read(
            Configuration reader, byte[] stored, AtomicReference<@Nullable Throwable> failure) {
        try (Cache cache = reader.open()) {
            cache.setRaw(KEY, stored, Ttl.forever()).toCompletableFuture().join();
            CompletableFuture<@Nullable String> answer =
                    cache.get(KEY, String.class).toCompletableFuture();
            answer.whenComplete((value, thrown) -> failure.set(thrown));
            return answer.isCompletedExceptionally() ? null : answer.getNow(null);
        }
    }

    /** Looks for either secret, and for the first eight bytes of the signature in hexadecimal digits. */
    private static boolean leaks(@Nullable Throwable failure, byte... stored) {
        String signature = HexFormat.of().formatHex(stored, 6, 14);
        for (Throwable at = failure; at != null; at = at.getCause()) {
            String text = at.toString();
            if (text.contains(FIRST) || text.contains(SECOND) || text.contains(signature)) {
                return true;
            }
        }
        return false;
    }
}
