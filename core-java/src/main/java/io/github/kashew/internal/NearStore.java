package io.github.kashew.internal;

import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.TypeRef;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The typed side of a backend of which entries are held near: look-ups are answered from there where they can be.
 *
 * <p>Counters are never held near, and neither is what is found by a pattern.
 */
final class NearStore extends ByteStore {

    private final Near near;

    /** @param backend a {@link NearBackend} of {@code near}, or one in front of it */
    NearStore(
            Near near,
            Backend<byte[]> backend,
            Flights flights,
            Suppression suppression,
            CodecChoice codecs,
            Envelopes envelopes,
            UnreadableLog unreadable,
            KeptBeside beside) {
        super(backend, flights, suppression, codecs, envelopes, unreadable, beside);
        this.near = near;
    }

    @Override
    <V extends @Nullable Object> @Nullable Entry<V> getNow(String key, TypeRef<V> type) {
        Entry<V> held = live(key, type);
        if (held == null || held.tags().isEmpty()) {
            return held;
        }
        long[] current = near.generations(held.tags().tags());
        return current != null && held.tags().areCurrent(current) ? held : null;
    }

    private <V extends @Nullable Object> @Nullable Entry<V> live(String key, TypeRef<V> type) {
        Entry<V> held = near.entry(key, type);
        return held == null || backend.isPast(held.expiresAt()) ? null : held;
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<Lookup<V>> get(ValueCommand.Get<V> command) {
        String key = command.key();
        Entry<V> held = live(key, command.type());
        if (held == null) {
            return suppression.read(far(command));
        }
        if (held.tags().isEmpty()) {
            return Stages.done(held);
        }
        return suppression.read(Stages.then(
                backend.generations(held.tags().tags()),
                current -> held.tags().areCurrent(current) ? Stages.done(held) : far(command)));
    }

    private <V extends @Nullable Object> CompletionStage<Lookup<V>> far(ValueCommand.Get<V> command) {
        String key = command.key();
        List<String> tags = command.tags();
        TypeRef<V> type = command.type();
        BoundCodec codec = codecOf(type);
        Near.Planting planted = near.plant(key);
        return uprooting(
                Collections.singletonList(planted),
                tags.isEmpty()
                        ? Stages.then(
                                backend.read(key), slot -> keeping(planted, key, slot, type, codec, TagsRead.NONE))
                        : Stages.then(
                                backend.read(key, tags),
                                found -> keeping(
                                        planted,
                                        key,
                                        found.slot(),
                                        type,
                                        codec,
                                        new TagsRead(tags, found.generations()))));
    }

    /** Answers what a slot means, and holds it near if it is an entry and no counter. */
    private <V extends @Nullable Object> CompletionStage<Lookup<V>> keeping(
            Near.@Nullable Planting planted,
            String key,
            Slot<byte[]> slot,
            TypeRef<V> type,
            BoundCodec codec,
            TagsRead read) {
        CompletionStage<Lookup<V>> found = lookup(key, slot, type, codec, read);
        return planted == null
                ? found
                : Stages.map(found, lookup -> {
                    if (lookup instanceof Entry<V> entry && isOf(entry, slot)) {
                        planted.fill(type, entry);
                    } else {
                        planted.uproot();
                    }
                    return lookup;
                });
    }

    /** Tells whether an entry is what the record holds: not the number of a counter, nor what is kept beside it. */
    private static boolean isOf(Entry<?> entry, Slot<byte[]> slot) {
        return slot instanceof Stored<byte[]> stored
                && stored.writeId() == entry.writeId()
                && !Numerals.isNumeral(stored.payload());
    }

    private static <R> CompletionStage<R> uprooting(List<Near.@Nullable Planting> planted, CompletionStage<R> read) {
        return Stages.recover(read, failure -> {
            for (Near.Planting each : planted) {
                if (each != null) {
                    each.uproot();
                }
            }
            return Stages.failed(failure);
        });
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<List<Lookup<V>>> getMany(ValueCommand.GetMany<V> command) {
        List<@Nullable Lookup<V>> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String key : command.keys()) {
            Entry<V> held = getNow(key, command.type());
            found.add(held);
            if (held == null) {
                missing.add(key);
            }
        }
        CompletionStage<List<Lookup<V>>> far = missing.isEmpty()
                ? Stages.done(List.of())
                : suppression.readAll(far(missing, command.type()), missing.size());
        return Stages.map(far, lookups -> {
            List<Lookup<V>> all = new ArrayList<>(found.size());
            int next = 0;
            for (Lookup<V> each : found) {
                all.add(each != null ? each : lookups.get(next++));
            }
            return all;
        });
    }

    private <V extends @Nullable Object> CompletionStage<List<Lookup<V>>> far(List<String> keys, TypeRef<V> type) {
        BoundCodec codec = codecOf(type);
        List<Near.@Nullable Planting> planted = new ArrayList<>(keys.size());
        keys.forEach(key -> planted.add(near.plant(key)));
        return uprooting(planted, Stages.then(backend.readAll(keys), slots -> {
            List<CompletionStage<Lookup<V>>> each = new ArrayList<>(keys.size());
            for (int i = 0; i < keys.size(); i++) {
                each.add(keeping(planted.get(i), keys.get(i), slots.get(i), type, codec, TagsRead.NONE));
            }
            return Stages.all(each);
        }));
    }
}
