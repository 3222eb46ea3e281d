package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.CacheStream;
import io.github.kashew.KeyCommand;
import io.github.kashew.StreamSpec;
import io.github.kashew.key.Args;
import io.github.kashew.key.KeyRules;
import io.github.kashew.key.KeyTemplate;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** A kind of stream, stored by the routes of a cache. */
record StoredStream<T>(Engine engine, SharedStreams streams, StreamSpec<T> spec) implements CacheStream<T> {

    @Override
    public Flow.Publisher<T> get(Args args, Supplier<? extends Flow.Publisher<T>> source) {
        return getAt(key(args), source);
    }

    @Override
    public Flow.Publisher<T> getAt(String key, Supplier<? extends Flow.Publisher<T>> source) {
        KeyRules.check(key);
        Objects.requireNonNull(source, "source");
        CacheContext context = CacheContext.current();
        engine.route(key).admit(key, context);
        return subscriber -> {
            engine.requireOpen();
            StreamCursor<T> cursor = new StreamCursor<>(key, Objects.requireNonNull(subscriber, "subscriber"));
            subscriber.onSubscribe(cursor);
            SharedStreams.Id id = new SharedStreams.Id(key, spec.type(), context.switches());
            StreamStore<T> store = new StreamStore<>(engine, context, key, spec);
            streams.join(id, cursor, () -> new SharedStream<>(streams, id, store, source));
        };
    }

    @Override
    public CompletionStage<Boolean> invalidate(Args args) {
        String key = key(args);
        engine.route(key).admit(key, CacheContext.current());
        return engine.commands().delete(new KeyCommand.Delete(key));
    }

    @Override
    public String key(Args args) {
        KeyTemplate template = spec.template();
        if (template == null) {
            throw new IllegalStateException(
                    "this stream has no key template: use getAt(key, source), or build it with key(\"ticks:{symbol}\")");
        }
        return template.render(args, CacheContext.current()::value);
    }

    @Override
    public String toString() {
        return spec.toString();
    }
}
