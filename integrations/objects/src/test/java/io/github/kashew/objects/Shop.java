package io.github.kashew.objects;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Types of an application, and values of them from a seed. */
final class Shop {
    private Shop() {}

    enum Colour {
        RED,
        GREEN {
            @Override
            String hex() {
                return "0f0";
            }
        },
        BLUE;

        String hex() {
            return name();
        }
    }

    record Item(String name, int count, BigDecimal price, Colour colour, long[] marks) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Item item
                    && name.equals(item.name)
                    && count == item.count
                    && java.util.Objects.equals(price, item.price)
                    && colour == item.colour
                    && java.util.Arrays.equals(marks, item.marks);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    sealed interface Payment<T> permits Card, Cash, Voucher {}

    record Card<T>(String number, T extra) implements Payment<T> {}

    record Cash<T>() implements Payment<T> {}

    /** What it adds cannot be inferred from the parent. */
    record Voucher<A extends String, T>(A code, T extra) implements Payment<T> {}

    record Order(
            UUID id,
            Instant at,
            List<Item> items,
            Map<String, Set<Integer>> tags,
            Optional<Payment<Instant>> payment,
            Order previous,
            double weight,
            Boolean gift) {}

    static Order order(Random random, int depth) {
        return new Order(
                new UUID(random.nextLong(), random.nextLong()),
                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                IntStream.range(0, random.nextInt(5))
                        .mapToObj(i -> item(random))
                        .toList(),
                Map.of(text(random), Set.of(random.nextInt(), 1, 2)),
                payment(random),
                depth == 0 ? null : order(random, depth - 1),
                random.nextGaussian(),
                random.nextBoolean() ? null : random.nextBoolean());
    }

    static Item item(Random random) {
        return new Item(
                text(random),
                random.nextInt(),
                random.nextBoolean() ? null : BigDecimal.valueOf(random.nextLong(), random.nextInt(40) - 20),
                Colour.values()[random.nextInt(3)],
                random.longs(random.nextInt(4)).toArray());
    }

    private static Optional<Payment<Instant>> payment(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new Card<>(text(random), Instant.EPOCH));
            case 2 -> Optional.of(new Cash<>());
            default -> Optional.of(new Card<>(null, null));
        };
    }

    /** Any characters, also halves of pairs. */
    static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append((char) (random.nextBoolean() ? 32 + random.nextInt(90) : random.nextInt(65_536)));
        }
        return text.toString();
    }
}
