package io.github.kashew.internal;

import io.github.kashew.Entry;
import io.github.kashew.KeyCommand;
import io.github.kashew.Lookup;
import io.github.kashew.Missing;
import io.github.kashew.Missing.Reason;
import io.github.kashew.TagGenerations;
import io.github.kashew.TypeRef;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.MappingPublisher;
import io.github.kashew.async.Stages;
import io.github.kashew.error.BackendException;
import io.github.kashew.error.Printable;
import io.github.kashew.internal.envelope.Envelope;
import io.github.kashew.internal.envelope.Envelope.Kind;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.KeyedRecord;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The typed side of a backend that keeps bytes: entries are written as envelopes, and read as the type of the reader. */
class ByteStore extends Store<byte[]> {

    private static final int MOST_ATTEMPTS = 10;

    private final CodecChoice codecs;
    private final Envelopes envelopes;
    private final UnreadableLog unreadable;
    private final KeptBeside beside;

    ByteStore(
            Backend<byte[]> backend,
            Flights flights,
            Suppression suppression,
            CodecChoice codecs,
            Envelopes envelopes,
            UnreadableLog unreadable,
            KeptBeside beside) {
        super(backend, flights, suppression);
        this.codecs = codecs;
        this.envelopes = envelopes;
        this.unreadable = unreadable;
        this.beside = beside;
    }

    @Override
    ByteStore over(Backend<byte[]> other, Flights otherFlights) {
        return new ByteStore(other, otherFlights, suppression, codecs, envelopes, unreadable, beside.onlyRead());
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<Lookup<V>> get(ValueCommand.Get<V> command) {
        BoundCodec codec = codecs.of(command.type());
        String key = command.key();
        List<String> tags = command.tags();
        return suppression.read(
                tags.isEmpty()
                        ? Stages.then(
                                backend.read(key), slot -> lookup(key, slot, command.type(), codec, TagsRead.NONE))
                        : Stages.then(
                                backend.read(key, tags),
                                found -> lookup(
                                        key,
                                        found.slot(),
                                        command.type(),
                                        codec,
                                        new TagsRead(tags, found.generations()))));
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<List<Lookup<V>>> getMany(ValueCommand.GetMany<V> command) {
        BoundCodec codec = codecs.of(command.type());
        List<String> keys = command.keys();
        CompletionStage<List<Lookup<V>>> lookups = Stages.then(backend.readAll(keys), slots -> {
            List<CompletionStage<Lookup<V>>> each = new ArrayList<>(keys.size());
            for (int i = 0; i < keys.size(); i++) {
                each.add(lookup(keys.get(i), slots.get(i), command.type(), codec, TagsRead.NONE));
            }
            return Stages.all(each);
        });
        return suppression.readAll(lookups, keys.size());
    }

    /** Returns the codec for readers of a type. */
    final BoundCodec codecOf(TypeRef<?> type) {
        return codecs.of(type);
    }

    /** Answers what a slot means to a reader of {@code type}, asking for generations of its tags that were not read with it. */
    final <V extends @Nullable Object> CompletionStage<Lookup<V>> lookup(
            String key, Slot<byte[]> slot, TypeRef<V> type, BoundCodec codec, TagsRead read) {
        if (!(slot instanceof Stored<byte[]> stored)) {
            return missing(Reason.ABSENT, WriteCondition.unchangedSince(slot), read);
        }
        if (Numerals.isNumeral(stored.payload())) {
            return Stages.done(number(stored, type));
        }
        try {
            Envelope envelope = envelopes.open(key, stored.payload());
            if (backend.isPast(envelope.getExpiresAt())) {
                return missing(Reason.ABSENT, WriteCondition.unchangedSince(stored), read);
            }
            if (!isOf(envelope, type, codec)) {
                return envelopes.isOutdated(envelope)
                        ? missing(Reason.OTHER_TYPE, WriteCondition.unchangedSince(stored), read)
                        : beside(key, stored, type, codec, read);
            }
            if (envelope.getTagsCount() == 0) {
                return Stages.done(typed(envelopes.entry(envelope, stored, codec)));
            }
            long[] current = read.generationsOf(envelope.getTagsList());
            return current != null
                    ? Stages.done(tagged(key, stored, envelope, codec, read, current))
                    : Stages.map(
                            backend.generations(envelope.getTagsList()),
                            asked -> tagged(key, stored, envelope, codec, read, asked));
        } catch (Unreadable bytes) {
            return bytes.reason().isReplaceable()
                    ? Stages.done(unreadable(key, stored, bytes))
                    : Stages.map(
                            beside(key, stored, type, codec, read),
                            kept -> kept instanceof Entry<V> ? kept : unreadable(key, stored, bytes));
        }
    }

    /** Answers what this process keeps beside a record that belongs to others, or that a load may be kept there. */
    private <V extends @Nullable Object> CompletionStage<Lookup<V>> beside(
            String key, Stored<byte[]> others, TypeRef<V> type, BoundCodec codec, TagsRead read) {
        Lookup<V> missing = new Missing<V>(Reason.OTHER_TYPE, beside.condition(others)).with(read.captured());
        Stored<byte[]> own = beside.of(key, others);
        return own == null
                ? Stages.done(missing)
                : Stages.map(lookup(key, own, type, codec, read), kept -> kept instanceof Entry<V> ? kept : missing);
    }

    private static <V extends @Nullable Object> CompletionStage<Lookup<V>> missing(
            Reason reason, @Nullable WriteCondition storable, TagsRead read) {
        return Stages.done(new Missing<V>(reason, storable).with(read.captured()));
    }

    private <V extends @Nullable Object> Lookup<V> tagged(
            String key, Stored<byte[]> stored, Envelope envelope, BoundCodec codec, TagsRead read, long... current) {
        try {
            return Envelopes.tags(envelope).areCurrent(current)
                    ? typed(envelopes.entry(envelope, stored, codec))
                    : new Missing<V>(Reason.ABSENT, WriteCondition.unchangedSince(stored)).with(read.captured());
        } catch (Unreadable bytes) {
            return unreadable(key, stored, bytes);
        }
    }

    private <V extends @Nullable Object> Lookup<V> unreadable(String key, Stored<byte[]> stored, Unreadable bytes) {
        unreadable.note(key, bytes);
        return bytes.reason().isReplaceable()
                ? new Missing<>(Reason.ABSENT, WriteCondition.unchangedSince(stored))
                : new Missing<>(Reason.OTHER_TYPE, beside.condition(stored));
    }

    private static <V extends @Nullable Object> Lookup<V> number(Stored<byte[]> stored, TypeRef<V> type) {
        Entry<?> entry = Entry.ofRaw(Numerals.parse(stored.payload()), stored.writeId(), stored.expiresAt());
        return entry.isOf(type) ? typed(entry) : new Missing<>(Reason.OTHER_TYPE, null);
    }

    private boolean isOf(Envelope envelope, TypeRef<?> type, BoundCodec codec) {
        return switch (envelope.getKind()) {
            case FAILURE -> true;
            case NULL -> type.accepts(null);
            case VALUE -> envelopes.isReadable(envelope, codec);
            case NONE, UNRECOGNIZED -> false;
        };
    }

    @Override
    TagGenerations tagsIn(String key, Stored<byte[]> stored) {
        Envelope envelope = envelopeOf(key, stored);
        return envelope == null ? TagGenerations.NONE : Envelopes.tags(envelope);
    }

    @SuppressWarnings("unchecked") // called when the type was checked
    private static <V extends @Nullable Object> Entry<V> typed(Entry<?> entry) {
        return (Entry<V>) entry;
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<Flow.Publisher<Map.Entry<String, Entry<V>>>> getMatch(
            ValueCommand.GetMatch<V> command) {
        BoundCodec codec = codecs.of(command.type());
        Flow.Publisher<KeyedRecord<byte[]>> records =
                backend.scanRecords(KeyPattern.of(command.pattern()), command.batchSize());
        return Stages.done(tagCheck.valid(
                new MappingPublisher<>(records, found -> found(found, command.type(), codec)), command.batchSize()));
    }

    private <V extends @Nullable Object> Map.@Nullable Entry<String, Entry<V>> found(
            KeyedRecord<byte[]> found, TypeRef<V> type, BoundCodec codec) {
        Stored<byte[]> stored = found.stored();
        Lookup<V> lookup;
        if (Numerals.isNumeral(stored.payload())) {
            lookup = number(stored, type);
        } else {
            try {
                Envelope envelope = envelopes.open(found.key(), stored.payload());
                lookup = isOf(envelope, type, codec) && !backend.isPast(envelope.getExpiresAt())
                        ? typed(envelopes.entry(envelope, stored, codec))
                        : new Missing<>(Reason.OTHER_TYPE, null);
            } catch (Unreadable bytes) {
                lookup = unreadable(found.key(), stored, bytes);
            }
        }
        Entry<V> entry = lookup.entry();
        return entry == null ? null : Map.entry(found.key(), entry);
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<Boolean> set(ValueCommand.Set<V> command) {
        InternalKeys.checkStrict(command.key());
        BoundCodec codec = codecs.ofWritten(command.entry(), command.type());
        WriteCondition condition = command.condition();
        String key = command.key();
        CompletionStage<Boolean> written = Stages.then(Stages.<@Nullable Void>nothing(), ignored -> {
            Stored<byte[]> stored = stored(key, command.entry(), codec);
            Long others = beside.others(key, condition);
            return others == null ? write(key, stored, condition) : Stages.done(beside.keep(key, others, stored));
        });
        return WriteCondition.isOfLoad(condition) ? written : detaching(key, written);
    }

    private Stored<byte[]> stored(String key, Entry<?> entry, BoundCodec codec) {
        return Stored.of(envelopes.write(key, entry, codec), entry.writeId(), entry.expiresAt());
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<@Nullable Void> setMany(ValueCommand.SetMany<V> command) {
        command.keys().forEach(InternalKeys::checkStrict);
        Map<String, Stored<byte[]>> records = new LinkedHashMap<>();
        command.entries()
                .forEach((key, entry) -> records.put(key, stored(key, entry, codecs.ofWritten(entry, command.type()))));
        return backend.writeAll(records)
                .whenComplete((done, failure) -> command.keys().forEach(flights::detach));
    }

    @Override
    public CompletionStage<@Nullable Object> getRaw(ValueCommand.GetRaw command) {
        return Stages.map(
                backend.read(command.key()),
                slot -> slot instanceof Stored<byte[]> stored ? stored.payload().clone() : null);
    }

    @Override
    public CompletionStage<@Nullable Void> setRaw(ValueCommand.SetRaw command) {
        InternalKeys.checkStrict(command.key());
        if (!(command.value() instanceof byte[] bytes)) {
            throw new IllegalArgumentException("a raw value of this route is a byte[], was a "
                    + command.value().getClass().getName() + "; set() takes values of other types");
        }
        Stored<byte[]> record =
                Stored.of(bytes.clone(), ThreadLocalRandom.current().nextLong(), command.expiresAt());
        CompletionStage<Boolean> written = backend.write(command.key(), record, WriteCondition.ALWAYS);
        return detaching(command.key(), Stages.map(written, ignored -> null));
    }

    /** Sets the deadline in the envelope too where it is the earlier one: whoever reads goes by the earlier of the two. */
    @Override
    public CompletionStage<Boolean> expire(KeyCommand.Expire command) {
        return detaching(command.key(), expire(command.key(), command.expiresAt(), MOST_ATTEMPTS));
    }

    private CompletionStage<Boolean> expire(String key, long expiresAt, int attempts) {
        if (backend.isPast(expiresAt)) {
            return backend.expire(key, expiresAt);
        }
        if (attempts == 0) {
            return Stages.failed(new BackendException("key " + Printable.text(key) + " was written " + MOST_ATTEMPTS
                    + " times while its deadline was to be changed"));
        }
        return Stages.then(
                backend.read(key),
                slot -> Stages.then(lastingUntil(expiresAt, key, slot), lasting -> {
                    Envelope envelope = slot instanceof Stored<byte[]> stored ? envelopeOf(key, stored) : null;
                    if (envelope == null || envelope.getExpiresAt() >= expiresAt) {
                        return backend.expire(key, expiresAt);
                    }
                    Stored<byte[]> longer = Stored.of(
                            envelopes.withDeadline(key, envelope, expiresAt),
                            ((Stored<byte[]>) slot).writeId(),
                            expiresAt);
                    return Stages.then(
                            backend.write(key, longer, WriteCondition.unchangedSince(slot)),
                            written -> written ? Stages.done(true) : expire(key, expiresAt, attempts - 1));
                }));
    }

    /** Returns the envelope of a record, or null of what is none, or not ours to change. */
    private @Nullable Envelope envelopeOf(String key, Stored<byte[]> stored) {
        if (Numerals.isNumeral(stored.payload())) {
            return null;
        }
        try {
            Envelope envelope = envelopes.open(key, stored.payload());
            return envelope.getKind() == Kind.NONE ? null : envelope;
        } catch (Unreadable bytes) {
            return null;
        }
    }
}
