package io.github.kashew.disk;

import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.KeyedRecord;
import io.github.kashew.spi.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A walk over the keys of all shards that match, in pages. */
final class Scan {

    private static final int MOST_IN_PAGE = 1000;

    /** Comes after every byte of UTF-8. */
    private static final byte LAST = (byte) 0xFF;

    private final List<Shard> shards;
    private final KeyPattern pattern;
    private final byte[] prefix;
    private final byte[] end;
    private final long pageSize;

    Scan(List<Shard> shards, KeyPattern pattern, int batchSize) {
        this.shards = shards;
        this.pattern = pattern;
        this.pageSize = Math.max(1, Math.min(batchSize, MOST_IN_PAGE));
        this.prefix = Text.bytes(pattern.literalPrefix());
        this.end = Arrays.copyOf(prefix, prefix.length + 1);
        end[prefix.length] = LAST;
    }

    PagePublisher<String> keys() {
        return new PagePublisher<>(this::keys);
    }

    PagePublisher<KeyedRecord<byte[]>> records() {
        return new PagePublisher<>(this::records);
    }

    CompletionStage<PagePublisher.Page<String>> keys(PagePublisher.Position position) {
        return page(position, "SELECT key FROM entry", row -> Text.of(row.getBytes(1)), Function.identity());
    }

    private CompletionStage<PagePublisher.Page<KeyedRecord<byte[]>>> records(PagePublisher.Position position) {
        return page(
                position,
                "SELECT key, kind, write_id, expires_at, payload FROM entry",
                row -> {
                    Stored<byte[]> stored = Records.stored(Kind.of(row.getInt(2)), row);
                    return stored == null ? null : new KeyedRecord<>(Text.of(row.getBytes(1)), stored);
                },
                KeyedRecord::key);
    }

    /** Makes an element of a row; null of one that is left out. */
    private interface RowReader<T> {
        @Nullable
        T read(ResultSet row) throws SQLException;
    }

    private <T> CompletionStage<PagePublisher.Page<T>> page(
            PagePublisher.Position position, String select, RowReader<T> reader, Function<T, String> key) {
        String sql = select + " WHERE key > ? AND key >= ? AND key < ? AND expires_at > ? ORDER BY key LIMIT ?";
        byte[] after = position.after() == null ? new byte[0] : Text.bytes(position.after());
        return shards.get(position.shard()).read(session -> {
            List<T> found = new ArrayList<>();
            byte[] last = after;
            int rows = 0;
            try (ResultSet row = session.query(sql, after, prefix, end, session.now(), pageSize)) {
                while (row.next()) {
                    rows++;
                    last = row.getBytes(1);
                    T element = reader.read(row);
                    if (element != null && pattern.matches(key.apply(element))) {
                        found.add(element);
                    }
                }
            }
            return new PagePublisher.Page<>(found, next(position.shard(), rows == pageSize ? last : null));
        });
    }

    private PagePublisher.@Nullable Position next(int shard, byte @Nullable [] last) {
        if (last != null) {
            return new PagePublisher.Position(shard, Text.of(last));
        }
        return shard + 1 < shards.size() ? new PagePublisher.Position(shard + 1, null) : null;
    }
}
