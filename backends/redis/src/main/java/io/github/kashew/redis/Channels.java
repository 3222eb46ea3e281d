package io.github.kashew.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The channels of a server to which this process listens, over a connection of their own that is made for the first. */
final class Channels {

    private final Connector connector;
    private final Deliveries deliveries;
    private final AtomicReference<@Nullable CompletableFuture<StatefulRedisPubSubConnection<byte[], byte[]>>>
            connected = new AtomicReference<>();
    private volatile Consumer<byte[]> listener = name -> {};

    Channels(Connector connector, Deliveries deliveries) {
        this.connector = connector;
        this.deliveries = deliveries;
    }

    /** Tells {@code heard} the name of a channel for each of its messages, on the executor of the cache. */
    void onMessage(Consumer<byte[]> heard) {
        listener = heard;
    }

    /** Completes when messages on a channel will be heard; told on the executor of the cache. */
    CompletionStage<Void> subscribe(byte[] name) {
        CompletableFuture<Void> subscribed = new CompletableFuture<>();
        connection()
                .thenCompose(connection -> connection.async().subscribe(name))
                .whenComplete((done, failure) -> deliveries.add(() -> {
                    if (failure == null) {
                        subscribed.complete(null);
                    } else {
                        subscribed.completeExceptionally(failure);
                    }
                }));
        return subscribed;
    }

    void unsubscribe(byte[] name) {
        connection().thenCompose(connection -> connection.async().unsubscribe(name));
    }

    private CompletionStage<StatefulRedisPubSubConnection<byte[], byte[]>> connection() {
        CompletableFuture<StatefulRedisPubSubConnection<byte[], byte[]>> known = connected.get();
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<StatefulRedisPubSubConnection<byte[], byte[]>> made = new CompletableFuture<>();
        if (!connected.compareAndSet(known, made)) {
            return connection();
        }
        connector.connectPubSub().whenComplete((connection, failure) -> {
            if (failure == null) {
                connection.addListener(new Messages());
                made.complete(connection);
            } else {
                made.completeExceptionally(failure);
            }
        });
        return made;
    }

    private final class Messages extends RedisPubSubAdapter<byte[], byte[]> {
        @Override
        public void message(byte[] channel, byte[] message) {
            deliveries.add(() -> listener.accept(channel));
        }
    }
}
