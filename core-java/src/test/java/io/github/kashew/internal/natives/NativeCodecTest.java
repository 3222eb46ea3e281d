package io.github.kashew.internal.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.TypeRef;
import io.github.kashew.codec.TypeCodec;
import io.github.kashew.error.CodecException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The native codec")
class NativeCodecTest {

    private static final ZonedDateTime OVERLAP = ZonedDateTime.ofLocal(
            LocalDateTime.of(2024, 10, 27, 2, 30), ZoneId.of("Europe/Berlin"), ZoneOffset.ofHours(1));

    private final NativeCodec codec = new NativeCodec();

    static Stream<Object> scalars() {
        return Stream.of(
                true,
                Byte.MIN_VALUE,
                Short.MAX_VALUE,
                '\uFFFF',
                Integer.MIN_VALUE,
                Long.MIN_VALUE,
                -0.0f,
                Double.NaN,
                "",
                "ключ 鍵 😀 \0",
                "half \uD800 a pair",
                "\uDC00\uD800",
                new byte[] {1, 0, -1},
                new int[] {1, -2},
                new long[] {Long.MAX_VALUE},
                new float[0],
                new double[] {-0.5},
                new BigInteger("-123456789012345678901234567890"),
                new BigDecimal("-1.50"),
                new BigDecimal("1E+1000"),
                new UUID(1, -1),
                DayOfWeek.FRIDAY,
                TimeUnit.DAYS,
                Duration.ofSeconds(-1, 5),
                Instant.MIN,
                LocalDate.MAX,
                LocalTime.MAX,
                LocalDateTime.MIN,
                OffsetDateTime.MAX,
                OffsetTime.MIN,
                OVERLAP,
                ZoneOffset.ofTotalSeconds(3_601),
                Period.of(-1, 2, 3),
                Year.of(-5),
                YearMonth.of(2024, 2),
                MonthDay.of(2, 29));
    }

    @SuppressWarnings("unchecked")
    private TypeCodec<Object> of(Type type) {
        return (TypeCodec<Object>) codec.of(type);
    }

    private Object again(Type type, Object value) {
        return of(type).decode(ByteBuffer.wrap(of(type).encode(value)));
    }

    @ParameterizedTest
    @MethodSource("scalars")
    @DisplayName("reads what it wrote")
    void readsScalars(Object value) {
        assertThat(again(value.getClass(), value)).isEqualTo(value);
    }

    @Test
    @DisplayName("reads collections of them, nulls included, in their order")
    void readsCollections() {
        List<String> list = Arrays.asList("b", null, "a");
        Map<String, List<Integer>> map = new HashMap<>();
        map.put("x", Arrays.asList(1, null));
        map.put(null, null);
        assertThat(again(new TypeRef<List<String>>() {}.type(), list)).isEqualTo(list);
        assertThat(again(new TypeRef<Set<? extends Long>>() {}.type(), Set.of(1L, 2L)))
                .isEqualTo(Set.of(1L, 2L));
        assertThat(again(new TypeRef<Map<String, List<Integer>>>() {}.type(), map))
                .isEqualTo(map);
    }

    @Test
    @DisplayName("has one fingerprint for each shape, the same in Java and in Kotlin and everywhere")
    void fingerprints() {
        long texts = of(new TypeRef<List<String>>() {}.type()).fingerprint();
        assertThat(of(new TypeRef<List<? extends String>>() {}.type()).fingerprint())
                .isEqualTo(texts);
        assertThat(of(new TypeRef<List<Long>>() {}.type()).fingerprint()).isNotEqualTo(texts);
        assertThat(of(String.class).fingerprint()).isEqualTo(Fingerprints.of("java.lang.String"));
        assertThat(of(int.class).fingerprint()).isEqualTo(of(Integer.class).fingerprint());
    }

    @Test
    @DisplayName("refuses types that it does not know, and does not take them as parts")
    void refusesTypes() {
        assertThat(codec.supports(Object.class)).isFalse();
        assertThat(codec.supports(List.class)).isFalse();
        assertThat(codec.supports(new TypeRef<List<Object>>() {}.type())).isFalse();
        assertThat(codec.supports(new TypeRef<Map<String, Thread>>() {}.type())).isFalse();
        assertThatThrownBy(() -> codec.of(Thread.class))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("java.lang.Thread");
    }

    @Test
    @DisplayName(
            "V11: answers random and forged bytes with an exception or a value, and allocates no more than they have")
    void hostileBytes() {
        byte[] forged = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7};
        for (Type type : List.of(
                new TypeRef<List<String>>() {}.type(), new TypeRef<Map<Long, int[]>>() {}.type(), byte[].class)) {
            assertThatThrownBy(() -> of(type).decode(ByteBuffer.wrap(forged))).isInstanceOf(RuntimeException.class);
            Random random = new Random(7);
            for (int i = 0; i < 20_000; i++) {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                try {
                    assertThat(of(type).decode(ByteBuffer.wrap(bytes))).isNotNull();
                } catch (RuntimeException refused) {
                    assertThat(refused).isNotInstanceOf(NullPointerException.class);
                }
            }
        }
    }

    @Test
    @DisplayName("refuses bytes that are left over")
    void leftOver() {
        byte[] bytes = of(Long.class).encode(7L);
        assertThatThrownBy(() -> of(Long.class).decode(ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + 1))))
                .isInstanceOf(CodecException.class);
    }
}
