package io.github.kashew.benchmarks.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is written. */
@State(Scope.Benchmark)
public class Samples {

    /** The order. */
    public final Order order = Order.sample();

    /** 1 kB of random bytes. */
    public final byte[] kilobyte = new byte[1_024];

    /** 10 kB of JSON. */
    public final byte[] json;

    /** Makes them, equal in every process. */
    public Samples() {
        Random random = new Random(1);
        random.nextBytes(kilobyte);
        String array = IntStream.range(0, 200)
                .mapToObj(i -> "{\"id\":" + random.nextInt(100_000) + ",\"name\":\"user " + i + "\",\"score\":"
                        + random.nextInt(1_000) + ",\"active\":" + random.nextBoolean() + "}")
                .collect(Collectors.joining(",", "[", "]"));
        json = Arrays.copyOf(array.getBytes(StandardCharsets.UTF_8), 10_240);
    }
}
