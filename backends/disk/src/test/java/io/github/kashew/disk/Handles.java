package io.github.kashew.disk;

import io.github.kashew.Entry;
import io.github.kashew.spi.Absent;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.KeyedRecord;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.TaggedSlot;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Shows a backend of bytes as one of objects: the bytes are the number under which the object is kept here. */
final class Handles {

    private static final byte HANDLE = 1;

    private final Map<Long, Stored<?>> objects = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();
    private final Backend<byte[]> bytes;

    private Handles(Backend<byte[]> bytes) {
        this.bytes = bytes;
    }

    @SuppressWarnings("unchecked")
    static Backend<Object> over(Backend<byte[]> bytes) {
        Handles handles = new Handles(bytes);
        return (Backend<Object>) Proxy.newProxyInstance(
                Handles.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, args) -> {
                    if (method.getName().equals("form")) {
                        return Object.class;
                    }
                    Object[] inward = args == null ? new Object[0] : args.clone();
                    for (int i = 0; i < inward.length; i++) {
                        inward[i] = handles.inward(inward[i]);
                    }
                    try {
                        return handles.outward(method.invoke(handles.bytes, inward));
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private Object inward(Object argument) {
        if (argument instanceof Stored<?> stored) {
            long handle = last.incrementAndGet();
            objects.put(handle, stored);
            Object value = stored.payload() instanceof Entry<?> entry ? entry.content() : stored.payload();
            int length = String.valueOf(value).length(); // so that longer values take more room
            byte[] payload =
                    ByteBuffer.allocate(9 + length).put(HANDLE).putLong(handle).array();
            return Stored.of(payload, stored.writeId(), stored.expiresAt());
        }
        if (argument instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> inward(entry.getValue())));
        }
        return argument;
    }

    @SuppressWarnings("unchecked")
    private Object outward(Object result) {
        if (result instanceof CompletionStage<?> stage
                && !(result.getClass().getName().contains("Waiter"))) {
            return stage.thenApply(this::outward);
        }
        if (result instanceof Flow.Publisher<?> publisher) {
            return (Flow.Publisher<Object>)
                    subscriber -> ((Flow.Publisher<Object>) publisher).subscribe(mapped(subscriber));
        }
        if (result instanceof List<?> list) {
            return list.stream().map(this::outward).toList();
        }
        if (result instanceof TaggedSlot<?> tagged) {
            return new TaggedSlot<>((Slot<Object>) outward(tagged.slot()), tagged.generations());
        }
        if (result instanceof KeyedRecord<?> keyed) {
            return new KeyedRecord<>(keyed.key(), (Stored<Object>) outward(keyed.stored()));
        }
        if (result instanceof Absent<?>) {
            return result;
        }
        return result instanceof Stored<?> stored ? object((Stored<byte[]>) stored) : result;
    }

    @SuppressWarnings("unchecked")
    private Stored<Object> object(Stored<byte[]> stored) {
        byte[] payload = stored.payload();
        if (payload[0] == HANDLE) {
            Stored<?> kept = objects.get(ByteBuffer.wrap(payload).getLong(1));
            return (Stored<Object>) kept.expiringAt(stored.expiresAt());
        }
        Object number = Long.valueOf(new String(payload, StandardCharsets.US_ASCII));
        return Stored.of(number, stored.writeId(), stored.expiresAt());
    }

    private Flow.Subscriber<Object> mapped(Flow.Subscriber<? super Object> target) {
        return new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                target.onSubscribe(subscription);
            }

            @Override
            public void onNext(Object item) {
                target.onNext(outward(item));
            }

            @Override
            public void onError(Throwable failure) {
                target.onError(failure);
            }

            @Override
            public void onComplete() {
                target.onComplete();
            }
        };
    }
}
