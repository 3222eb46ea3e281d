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
record StoredStream<T>(Engine engine, SharedStreams streams, StreamSpec<T> spec, PlanTags tags)
        implements CacheStream<T> {

    static <T> StoredStream<T> of(Engine engine, SharedStreams streams, StreamSpec<T> spec) {
        KeyTemplate template = spec.template();
        if (template != null) {
            engine.admit(template);
        }
        return new StoredStream<>(engine, streams, spec, new PlanTags(spec));
    }

    @Override
    public Flow.Publisher<T> get(Args args, Supplier<? extends Flow.Publisher<T>> source) {
        return publisher(key(args), args, source);
    }

    @Override
    public Flow.Publisher<T> getAt(String key, Supplier<? extends Flow.Publisher<T>> source) {
        return publisher(key, Args.of(), source);
    }

    private Flow.Publisher<T> publisher(String key, Args args, Supplier<? extends Flow.Publisher<T>> publishers) {
        KeyRules.check(key);
        Objects.requireNonNull(publishers, "source");
        CacheContext context = CacheContext.current().inside(null); // an overlay would hold all of it
        StreamUse use = context.isRefreshing() ? StreamUse.RENEW : StreamUse.READ;
        SharedStreams.Id id = new SharedStreams.Id(key, spec.type(), context.switches(), use);
        StreamStore<T> store = new StreamStore<>(engine, context, key, spec, tags);
        StreamSource<T> source = new StreamSource<>(args, publishers);
        engine.route(key).admit(key, context);
        return subscriber -> {
            engine.requireOpen();
            CacheContext.Load outer = CacheContext.current().load();
            StreamCursor<T> cursor = new StreamCursor<>(key, Objects.requireNonNull(subscriber, "subscriber"), outer);
            subscriber.onSubscribe(cursor);
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
