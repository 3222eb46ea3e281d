package io.github.kashew.internal;

import io.github.kashew.Entry;
import io.github.kashew.Migration;
import io.github.kashew.TypeRef;
import io.github.kashew.codec.Codec;
import io.github.kashew.error.CodecException;
import io.github.kashew.error.NotConfiguredException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Chooses the codec of a type once, and remembers it. */
final class CodecChoice {

    /** The name of the codec that takes nearly any type, which the artifacts of backends bring. */
    private static final String ANY_TYPE = "object";

    private final Map<Type, Codec> registered;
    private final List<Codec> codecs;
    private final List<Migration<?, ?>> migrations;
    private final String route;
    private final ConcurrentHashMap<Type, BoundCodec> bound = new ConcurrentHashMap<>();

    /**
     * Makes a choice among codecs.
     *
     * @param registered the codecs of types that have one of their own
     * @param codecs the others: the first one that supports a type is taken
     * @param migrations how older shapes of types are read
     */
    CodecChoice(Map<Type, Codec> registered, List<Codec> codecs, List<Migration<?, ?>> migrations, String route) {
        this.registered = Map.copyOf(registered);
        this.codecs = List.copyOf(codecs);
        this.migrations = List.copyOf(migrations);
        this.route = route;
    }

    /**
     * Returns the codec of a reader's type.
     *
     * @throws NotConfiguredException if there is none
     */
    BoundCodec of(TypeRef<?> type) {
        return of(type.type());
    }

    /** Returns the codec of a writer's type, or of the class of the value where the writer names none but Object. */
    BoundCodec ofWritten(Entry<?> entry, TypeRef<?> type) {
        if (type.type() != Object.class) {
            return of(type.type());
        }
        Object content = entry.content();
        if (content == null || entry.failure() != null) {
            return of(Boolean.class); // never asked: null and failures are written without a codec
        }
        return of(content.getClass());
    }

    private BoundCodec of(Type type) {
        BoundCodec known = bound.get(type);
        return known != null ? known : bound.computeIfAbsent(type, this::choose);
    }

    private BoundCodec choose(Type type) {
        List<BoundCodec.Older> older = migrations.stream()
                .filter(migration -> migration.newer().type().equals(type))
                .map(this::older)
                .toList();
        return bind(type).reading(older);
    }

    @SuppressWarnings("unchecked") // it is given values of the older type alone
    private BoundCodec.Older older(Migration<?, ?> migration) {
        return new BoundCodec.Older(bind(migration.older().type()), (Function<Object, Object>) migration.step());
    }

    private BoundCodec bind(Type type) {
        Codec own = registered.get(type);
        if (own != null) {
            return BoundCodec.of(own, type);
        }
        for (Codec codec : codecs) {
            if (codec.supports(type)) {
                return BoundCodec.of(codec, type);
            }
        }
        throw new NotConfiguredException("route '" + route + "' keeps bytes, and no codec takes " + type.getTypeName()
                + (codecs.stream().anyMatch(codec -> codec.name().equals(ANY_TYPE))
                        ? ": change the type, or name a codec"
                        : ": add the artifact kashew-objects, which takes any record, data class or collection, or name a"
                                + " codec")
                + " with codec(" + type.getTypeName() + ", …) on the route; asked were " + refusals(type));
    }

    private String refusals(Type type) {
        return codecs.stream().map(codec -> refusal(codec, type)).collect(Collectors.joining("; "));
    }

    private static String refusal(Codec codec, Type type) {
        try {
            codec.of(type);
            return codec.name();
        } catch (CodecException refused) {
            return codec.name() + " (" + refused.getMessage() + ")";
        }
    }
}
