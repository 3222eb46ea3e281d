package io.github.kashew.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes in {@code golden.properties} were written once, and are read by this and every later version. */
@DisplayName("Objects that an earlier version wrote")
class GoldenBytesTest {

    record Line(String name, BigDecimal price, int[] sizes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Line line
                    && name.equals(line.name)
                    && price.equals(line.price)
                    && Arrays.equals(sizes, line.sizes);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    sealed interface Payment permits Card, Cash {}

    record Card(long number) implements Payment {}

    enum Cash implements Payment {
        EURO,
        YEN
    }

    record Order(
            UUID id,
            @Nullable String note,
            Instant at,
            DayOfWeek day,
            List<Line> lines,
            Map<String, Payment> payments,
            Optional<Order> previous) {}

    /** A value and its type. */
    record Golden(String name, Object value, TypeRef<?> type) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Golden> golden() {
        Line line = new Line("grün 😀", new BigDecimal("-1.50"), new int[] {1, -2});
        Order first =
                new Order(new UUID(1, 2), null, Instant.EPOCH, DayOfWeek.FRIDAY, List.of(), Map.of(), Optional.empty());
        Order order = new Order(
                new UUID(3, 4),
                "a note",
                Instant.parse("2024-02-29T12:00:00.123456789Z"),
                DayOfWeek.SUNDAY,
                List.of(line),
                Map.of("a", new Card(7)),
                Optional.of(first));
        return Stream.of(
                new Golden("record", line, TypeRef.of(Line.class)),
                new Golden("sealed", new Card(5), TypeRef.of(Payment.class)),
                new Golden("constant", Cash.YEN, TypeRef.of(Payment.class)),
                new Golden("order", order, TypeRef.of(Order.class)),
                new Golden("list", List.of(first, order), new TypeRef<List<Order>>() {}));
    }

    static String key(Golden golden) {
        return "golden:" + golden.name();
    }

    @ParameterizedTest
    @MethodSource("golden")
    @DisplayName("are read")
    void reads(Golden golden) throws IOException {
        byte[] stored = HexFormat.of().parseHex(pinned().getProperty(golden.name()));
        try (Cache cache = Cache.open("mem://?copy=true")) {
            assertThat(cache.setRaw(key(golden), stored, Ttl.forever()).toCompletableFuture())
                    .isCompleted();

            assertThat(cache.get(key(golden), golden.type())
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(golden.value());
        }
    }

    @Test
    @DisplayName("are pinned for every case, and there is no other")
    void complete() throws IOException {
        assertThat(pinned().stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(golden().map(Golden::name).toList());
    }

    private static Properties pinned() throws IOException {
        Properties pinned = new Properties();
        try (InputStream from = GoldenBytesTest.class.getResourceAsStream("golden.properties")) {
            pinned.load(from);
        }
        return pinned;
    }
}
