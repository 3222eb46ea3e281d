package io.github.kashew.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import io.github.kashew.codec.Codec;
import io.github.kashew.codec.TypeCodec;
import io.github.kashew.error.CodecException;
import io.github.kashew.spi.WriteCondition;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What holds for every {@link Codec}. A test class of a codec extends this one and says which values it writes.
 *
 * <p>Each call of {@link #codec()} and {@link #samples()} makes new objects, as another process would.
 */
@DisplayName("A codec")
public abstract class CodecContract {

    /** How many changed copies of each sample are read. */
    private static final int MUTATIONS = 2_000;

    /** For who extends the contract. */
    protected CodecContract() {}

    /**
     * A value of a type, equal to what is read of its bytes.
     *
     * @param raw the class whose instances the type has, for what is read of changed bytes
     */
    public record Sample<V>(TypeRef<V> type, Class<?> raw, V value) {

        /** Returns a value of its class. */
        public static <V> Sample<V> of(Class<V> type, V value) {
            return new Sample<>(TypeRef.of(type), type, value);
        }
    }

    /** Makes the codec. */
    protected abstract Codec codec();

    /** Returns values of different types. */
    protected abstract List<Sample<?>> samples();

    /** Returns a type that the codec does not take. */
    protected Type unsupported() {
        return Thread.class;
    }

    @SuppressWarnings("unchecked") // of the type of the sample
    private byte[] encode(Sample<?> sample) {
        return ((TypeCodec<Object>) codec().of(sample.type().type())).encode(sample.value());
    }

    private Object decode(Sample<?> sample, ByteBuffer bytes) {
        return codec().of(sample.type().type()).decode(bytes);
    }

    @Test
    @DisplayName("has a name of 1 to 32 of a-z 0-9 -")
    void name() {
        assertThat(codec().name()).matches("[a-z0-9-]{1,32}");
    }

    @Test
    @DisplayName("reads what another one of its kind wrote, from any part of any buffer")
    void roundTrip() {
        for (Sample<?> sample : samples()) {
            byte[] bytes = encode(sample);
            assertThat(codec().supports(sample.type().type())).isTrue();
            assertThat(decode(sample, ByteBuffer.wrap(bytes))).isEqualTo(sample.value());
            ByteBuffer amid = ByteBuffer.allocateDirect(bytes.length + 2).position(1);
            amid.put(bytes).limit(bytes.length + 1).position(1);
            assertThat(decode(sample, amid.asReadOnlyBuffer())).isEqualTo(sample.value());
        }
    }

    @Test
    @DisplayName("has a fingerprint that is equal for equal types, and another one for each type")
    void fingerprints() {
        Set<Long> seen = new HashSet<>();
        for (Sample<?> sample : samples()) {
            long fingerprint = codec().of(sample.type().type()).fingerprint();
            assertThat(codec().of(sample.type().type()).fingerprint()).isEqualTo(fingerprint);
            assertThat(seen.add(fingerprint))
                    .as("fingerprint of " + sample.type())
                    .isTrue();
        }
    }

    @Test
    @DisplayName("refuses a type that it does not take with a message that names it")
    void unsupportedType() {
        assertThat(codec().supports(unsupported())).isFalse();
        assertThatThrownBy(() -> codec().of(unsupported()))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(unsupported().getTypeName());
    }

    @Test
    @DisplayName("reads bytes that were cut off or changed as a value of its type or throws a RuntimeException")
    void hostileBytes() {
        Random random = new Random(5);
        for (Sample<?> sample : samples()) {
            byte[] bytes = encode(sample);
            TypeCodec<?> reader = codec().of(sample.type().type());
            for (int length = 0; length < bytes.length; length++) {
                requireOfItsType(sample, reader, Arrays.copyOf(bytes, length));
            }
            for (int i = 0; i < MUTATIONS && bytes.length > 0; i++) {
                byte[] changed = bytes.clone();
                for (int changes = random.nextInt(3); changes >= 0; changes--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                }
                requireOfItsType(sample, reader, changed);
            }
        }
    }

    private static void requireOfItsType(Sample<?> sample, TypeCodec<?> reader, byte[] bytes) {
        Object read = readOrNull(reader, bytes);
        assertThat(read == null || sample.raw().isInstance(read))
                .as("what is read is a " + sample.type())
                .isTrue();
    }

    @SuppressWarnings("CatchingUnchecked") // whatever a library throws is a miss
    private static @Nullable Object readOrNull(TypeCodec<?> reader, byte[] bytes) {
        try {
            return reader.decode(ByteBuffer.wrap(bytes));
        } catch (RuntimeException refused) {
            return null;
        }
    }

    @Test
    @DisplayName("is chosen by a route that names it, for values of its types")
    void onARoute() {
        try (Cache cache = Cache.builder()
                .route("", "mem://?copy=true", route -> route.codec(codec()))
                .build()) {
            for (Sample<?> sample : samples()) {
                requireStored(cache, sample);
            }
        }
    }

    private static <V> void requireStored(Cache cache, Sample<V> sample) {
        Answers.answer(cache.set("k", sample.value(), sample.type(), Ttl.forever(), WriteCondition.ALWAYS));
        assertThat(Answers.answer(cache.get("k", sample.type()))).isEqualTo(sample.value());
    }
}
