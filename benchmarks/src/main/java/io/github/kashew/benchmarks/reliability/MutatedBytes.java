package io.github.kashew.benchmarks.reliability;

import io.github.kashew.Cache;
import io.github.kashew.Ttl;
import io.github.kashew.benchmarks.codec.Order;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * G-S1: of ten million changed envelopes, signed and unsigned, none is answered as a value, and none makes a look-up fail.
 * Beyond them every truncation and every single flipped bit of one envelope of each kind is tried.
 *
 * <p>A change is of up to four neighbouring bytes: a checksum of 32 bits finds all of these, and promises no more.
 */
final class MutatedBytes implements Trial {

    private static final int MUTANTS = 10_000_000;
    private static final int LONGEST_CHANGE = 4;
    private static final String KEY = "order:4711";

    private int tried;
    private int accepted;
    private int failed;

    @Override
    public Verdict run(int scale, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        tried = 0;
        accepted = 0;
        failed = 0;
        for (String url : new String[] {"mem://?copy=true", "mem://?copy=true&secret=a-secret-of-32-bytes-for-this"}) {
            try (Cache cache = Cache.open(url)) {
                byte[] sound = written(cache);
                exhaust(cache, sound);
                for (int i = 0; i < MUTANTS / 2 / scale; i++) {
                    look(cache, mutant(sound, random));
                }
            }
        }
        return Verdict.of(
                accepted == 0 && failed == 0, "mutants", tried, "accepted", accepted, "failedLookups", failed);
    }

    private static byte[] written(Cache cache) {
        cache.set(KEY, Order.sample(), Ttl.forever()).toCompletableFuture().join();
        return (byte[]) cache.getRaw(KEY).toCompletableFuture().join();
    }

    private void exhaust(Cache cache, byte... sound) {
        for (int length = 0; length < sound.length; length++) {
            look(cache, Arrays.copyOf(sound, length));
        }
        for (int bit = 0; bit < sound.length * Byte.SIZE; bit++) {
            byte[] flipped = sound.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            look(cache, flipped);
        }
    }

    /** Returns a copy in which up to four neighbouring bytes are others; the first of them surely is. */
    private static byte[] mutant(byte[] sound, RandomGenerator random) {
        byte[] mutant = sound.clone();
        int at = random.nextInt(mutant.length);
        mutant[at] ^= (byte) (1 + random.nextInt(255));
        int end = Math.min(mutant.length, at + 1 + random.nextInt(LONGEST_CHANGE));
        for (int i = at + 1; i < end; i++) {
            mutant[i] = (byte) random.nextInt();
        }
        return mutant;
    }

    private void look(Cache cache, byte... bytes) {
        cache.setRaw(KEY, bytes, Ttl.forever());
        CompletableFuture<@Nullable Order> answer = cache.get(KEY, Order.class).toCompletableFuture();
        tried++;
        if (!answer.isDone() || answer.isCompletedExceptionally()) {
            failed++;
        } else if (answer.getNow(null) != null) {
            accepted++;
        }
    }
}
