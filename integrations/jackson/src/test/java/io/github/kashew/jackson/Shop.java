package io.github.kashew.jackson;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Types of an application. */
final class Shop {

    private Shop() {}

    enum Colour {
        RED,
        GREEN
    }

    record Item(String name, int count, BigDecimal price, Colour colour) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    sealed interface Payment permits Card, Cash {}

    record Card(String number) implements Payment {}

    record Cash(long cents) implements Payment {}

    record Order(
            UUID id,
            Instant at,
            @Nullable ZonedDateTime delivered,
            Duration patience,
            List<Item> items,
            Map<String, Payment> payments,
            Optional<Order> previous) {}

    static Order order() {
        Order first =
                new Order(new UUID(1, 2), Instant.EPOCH, null, Duration.ZERO, List.of(), Map.of(), Optional.empty());
        return new Order(
                new UUID(3, 4),
                Instant.parse("2024-02-29T12:00:00.123456789Z"),
                ZonedDateTime.parse("2024-10-27T02:30:00+01:00[Europe/Berlin]"),
                Duration.ofNanos(1_500_000_001),
                List.of(new Item("grün 😀", -2, new BigDecimal("1.50"), Colour.GREEN)),
                Map.of("a", new Card("7"), "b", new Cash(-1)),
                Optional.of(first));
    }
}
