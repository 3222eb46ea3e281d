package io.github.kashew.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.github.kashew.Entry;
import io.github.kashew.TagGenerations;
import io.github.kashew.TypeRef;
import io.github.kashew.codec.Codec;
import io.github.kashew.codec.Compressor;
import io.github.kashew.error.CachedFailureException;
import io.github.kashew.internal.envelope.Envelope;
import io.github.kashew.internal.natives.NativeCodec;
import io.github.kashew.internal.natives.ProtobufCodec;
import io.github.kashew.spi.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes in {@code golden/version-1.properties} were written once, and are read by this and every later version. */
@DisplayName("Bytes that an earlier version wrote")
class GoldenBytesTest {

    private static final String SECRET = "a secret for golden bytes only";
    private static final String KEY = "golden:ключ";

    /** A value, and how it was stored. */
    record Golden(
            String name, @Nullable Object value, @Nullable Throwable failure, TypeRef<?> type, Seal seal) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Golden> golden() {
        List<Golden> all = new ArrayList<>();
        Seal plain = new Checksum();
        value(all, "text", "grün 😀", TypeRef.of(String.class));
        value(all, "number", -42L, TypeRef.of(Long.class));
        value(all, "decimal", new BigDecimal("-1.50"), TypeRef.of(BigDecimal.class));
        value(all, "bytes", new byte[] {0, 1, -1}, TypeRef.of(byte[].class));
        value(all, "numbers", new int[] {1, -2}, TypeRef.of(int[].class));
        value(all, "instant", Instant.parse("2024-02-29T12:00:00.123456789Z"), TypeRef.of(Instant.class));
        ZonedDateTime zoned = ZonedDateTime.parse("2024-10-27T02:30:00+01:00[Europe/Berlin]");
        value(all, "zoned", zoned, TypeRef.of(ZonedDateTime.class));
        value(all, "uuid", new UUID(1, 2), TypeRef.of(UUID.class));
        value(all, "enum", DayOfWeek.FRIDAY, TypeRef.of(DayOfWeek.class));
        value(all, "list", List.of("a", "b"), new TypeRef<List<String>>() {});
        value(all, "map", Map.of("a", List.of(1, 2)), new TypeRef<Map<String, List<Integer>>>() {});
        value(all, "boolean", true, TypeRef.of(Boolean.class));
        value(all, "byte", (byte) -1, TypeRef.of(Byte.class));
        value(all, "short", (short) -300, TypeRef.of(Short.class));
        value(all, "character", 'я', TypeRef.of(Character.class));
        value(all, "integer", Integer.MIN_VALUE, TypeRef.of(Integer.class));
        value(all, "float", -1.5f, TypeRef.of(Float.class));
        value(all, "double", Double.MIN_VALUE, TypeRef.of(Double.class));
        value(all, "big", BigInteger.TEN.pow(30).negate(), TypeRef.of(BigInteger.class));
        value(all, "half a pair", "\ud800", TypeRef.of(String.class));
        value(all, "longs", new long[] {1, -2}, TypeRef.of(long[].class));
        value(all, "floats", new float[] {1, -2}, TypeRef.of(float[].class));
        value(all, "doubles", new double[] {1, -2}, TypeRef.of(double[].class));
        value(all, "set", Set.of(7L), new TypeRef<Set<Long>>() {});
        value(all, "duration", Duration.ofNanos(-1), TypeRef.of(Duration.class));
        LocalDateTime local = LocalDateTime.of(2024, 2, 29, 12, 30, 15, 7);
        value(all, "date", local.toLocalDate(), TypeRef.of(LocalDate.class));
        value(all, "time", local.toLocalTime(), TypeRef.of(LocalTime.class));
        value(all, "date and time", local, TypeRef.of(LocalDateTime.class));
        ZoneOffset offset = ZoneOffset.ofHours(-7);
        value(all, "offset", offset, TypeRef.of(ZoneOffset.class));
        value(all, "zone", ZoneId.of("Europe/Berlin"), TypeRef.of(ZoneId.class));
        value(all, "time with offset", local.toLocalTime().atOffset(offset), TypeRef.of(OffsetTime.class));
        value(all, "moment with offset", local.atOffset(offset), TypeRef.of(OffsetDateTime.class));
        value(all, "period", Period.of(1, -2, 3), TypeRef.of(Period.class));
        value(all, "year", Year.of(-5), TypeRef.of(Year.class));
        value(all, "month of a year", YearMonth.of(2024, 2), TypeRef.of(YearMonth.class));
        value(all, "day of a month", MonthDay.of(2, 29), TypeRef.of(MonthDay.class));
        Timestamp message = Timestamp.newBuilder().setSeconds(5).setNanos(7).build();
        value(all, "message", message, TypeRef.of(Timestamp.class));
        value(all, "gzip", "abc".repeat(1_000), TypeRef.of(String.class));
        all.add(new Golden("null", null, null, TypeRef.of(String.class), plain));
        Throwable failure = new IllegalStateException("down");
        all.add(new Golden("failure", null, failure, TypeRef.of(String.class), plain));
        for (Digest digest : Digest.values()) {
            Seal seal = new SecretSeal(digest, SECRET);
            all.add(new Golden(digest.name(), "signed", null, TypeRef.of(String.class), seal));
        }
        return all.stream();
    }

    private static void value(List<Golden> all, String name, Object value, TypeRef<?> type) {
        all.add(new Golden(name, value, null, type, new Checksum()));
    }

    private static Envelopes envelopes(Golden golden) {
        Compressor gzip = new Gzip();
        return new Envelopes(
                new Frame(List.of(golden.seal())),
                new Compression(gzip, 1_000, Map.of("gzip", gzip), 1 << 20),
                7,
                Map.of());
    }

    private static Entry<?> entry(Golden golden) {
        return Entry.restored(
                golden.value(), golden.failure(), 5, 1_000, 2_000, 3_000, 77, TagGenerations.of(List.of("tag"), 9));
    }

    private static BoundCodec codec(Golden golden) {
        Type type = golden.type().type();
        return Stream.<Codec>of(new NativeCodec(), new ProtobufCodec())
                .filter(codec -> codec.supports(type))
                .findFirst()
                .map(codec -> BoundCodec.of(codec, type))
                .orElseThrow();
    }

    static byte[] write(Golden golden) {
        return envelopes(golden).write(KEY, entry(golden), codec(golden));
    }

    private static Properties pinned() throws IOException {
        Properties pinned = new Properties();
        try (InputStream from = GoldenBytesTest.class.getResourceAsStream("/golden/version-1.properties")) {
            pinned.load(from);
        }
        return pinned;
    }

    @ParameterizedTest
    @MethodSource("golden")
    @DisplayName("are read, every field of them")
    void reads(Golden golden) throws IOException {
        byte[] bytes =
                HexFormat.of().parseHex(pinned().getProperty(golden.name().replace(' ', '-')));
        Envelopes envelopes = envelopes(golden);
        Envelope envelope = envelopes.open(KEY, bytes);
        Entry<?> read = envelopes.entry(envelope, Stored.of(bytes, 5, 3_000), codec(golden));
        if (golden.failure() == null) {
            assertThat(read.content()).isEqualTo(golden.value());
        } else {
            assertThat(read.failure())
                    .isInstanceOf(CachedFailureException.class)
                    .hasMessage("'java.lang.IllegalStateException': down");
        }
        assertThat(read)
                .extracting(Entry::writeId, Entry::writtenAt, Entry::staleAt, Entry::expiresAt, Entry::loadNanos)
                .containsExactly(5L, 1_000L, 2_000L, 3_000L, 77L);
        assertThat(read.tags()).isEqualTo(TagGenerations.of(List.of("tag"), 9));
        assertThat(envelope.getSchema()).isEqualTo(golden.value() == null ? 0 : 7);
    }

    @Test
    @DisplayName("are pinned for every case, and there is no other")
    void complete() throws IOException {
        assertThat(pinned().stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        golden().map(golden -> golden.name().replace(' ', '-')).toList());
    }
}
