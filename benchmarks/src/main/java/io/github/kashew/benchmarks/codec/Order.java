package io.github.kashew.benchmarks.codec;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the rows turn into bytes: ten fields, of which one is a list of twenty records. */
public record Order(
        long id,
        String customer,
        String street,
        String city,
        String country,
        int status,
        boolean paid,
        double total,
        Instant created,
        List<Item> items)
        implements Serializable {

    private static final int ITEMS = 20;

    /** Returns the order that all rows have. */
    public static Order sample() {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            items.add(new Item("article number " + i, i + 1, 9.99 * i));
        }
        Instant created = Instant.parse("2024-02-29T12:00:00.123456789Z");
        return new Order(4711, "Ada Lovelace", "12 St James's Square", "London", "GB", 3, true, 1898.1, created, items);
    }
}
