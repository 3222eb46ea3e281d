package io.github.kashew.benchmarks.reliability;

import io.github.kashew.codec.Codec;
import io.github.kashew.codec.TypeCodec;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** A text whose codec fails now and then, in writing and in reading. */
record Fragile(String text) {

    private static final int WRITES_PER_FAILURE = 50;
    private static final int READS_PER_FAILURE = 200;

    /** The codec of fragile texts. */
    static final class BreakingCodec implements Codec, TypeCodec<Fragile> {

        @Override
        public String name() {
            return "breaking";
        }

        @Override
        public boolean supports(Type type) {
            return type == Fragile.class;
        }

        @Override
        public TypeCodec<?> of(Type type) {
            return this;
        }

        @Override
        public byte[] encode(Fragile value) {
            failOnceIn(WRITES_PER_FAILURE);
            return value.text().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Fragile decode(ByteBuffer bytes) {
            failOnceIn(READS_PER_FAILURE);
            return new Fragile(StandardCharsets.UTF_8.decode(bytes).toString());
        }

        private static void failOnceIn(int times) {
            if (ThreadLocalRandom.current().nextInt(times) == 0) {
                throw new IllegalStateException("fragile");
            }
        }

        @Override
        public long fingerprint() {
            return 1;
        }
    }
}
