package io.github.kashew.internal;

import io.github.kashew.codec.Codec;
import io.github.kashew.codec.TypeCodec;
import io.github.kashew.error.CodecException;
import io.github.kashew.internal.envelope.Envelope;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The codec of one type on one route.
 *
 * @param name the name of the codec, which is stored
 * @param fingerprint the shape of the type, which is stored
 * @param older the older shapes that are read as well
 */
record BoundCodec(String name, long fingerprint, TypeCodec<Object> codec, List<Older> older) {

    /**
     * An older shape.
     *
     * @param codec reads it
     * @param step makes a value of the present type
     */
    record Older(BoundCodec codec, Function<Object, Object> step) {

        private Object decode(ByteBuffer bytes) {
            Object value = codec.decode(bytes);
            Object migrated;
            try {
                migrated = step.apply(value);
            } catch (RuntimeException failure) {
                throw new Unreadable(
                        Unreadable.Reason.UNDECODABLE,
                        "a migration failed: " + failure.getClass().getName());
            }
            if (migrated == null) {
                throw new Unreadable(Unreadable.Reason.UNDECODABLE, "a migration returned null");
            }
            return migrated;
        }
    }

    @SuppressWarnings("unchecked") // it is given only values of its type
    static BoundCodec of(Codec codec, Type type) {
        TypeCodec<Object> ofType = (TypeCodec<Object>) codec.of(type);
        return new BoundCodec(codec.name(), ofType.fingerprint(), ofType, List.of());
    }

    /** Returns the same, reading older shapes as well. */
    BoundCodec reading(List<Older> shapes) {
        return new BoundCodec(name, fingerprint, codec, shapes);
    }

    /** Tells whether a value has the present shape. */
    boolean isOf(Envelope envelope) {
        return envelope.getFingerprint() == fingerprint && envelope.getCodec().equals(name);
    }

    /** Tells whether a value has one of the older shapes. */
    boolean isOlder(Envelope envelope) {
        return olderOf(envelope) != null;
    }

    private @Nullable Older olderOf(Envelope envelope) {
        for (Older shape : older) {
            if (shape.codec.isOf(envelope)) {
                return shape;
            }
        }
        return null;
    }

    byte[] encode(Object value) {
        try {
            return codec.encode(value);
        } catch (CodecException refused) {
            throw refused;
        } catch (RuntimeException failure) {
            throw new CodecException("codec '" + name + "' cannot write this value", failure);
        }
    }

    /** Returns the value of a payload that is of the present shape, or of an older one if the envelope says so. */
    Object decode(Envelope envelope, ByteBuffer payload) {
        Older shape = isOf(envelope) ? null : olderOf(envelope);
        return shape == null ? decode(payload) : shape.decode(payload);
    }

    private Object decode(ByteBuffer bytes) {
        try {
            return codec.decode(bytes);
        } catch (RuntimeException | StackOverflowError failure) {
            throw new Unreadable(
                    Unreadable.Reason.UNDECODABLE,
                    "codec '" + name + "' failed: " + failure.getClass().getName());
        }
    }
}
