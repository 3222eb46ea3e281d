package io.github.kashew.objects;

import io.github.kashew.codec.Codec;
import io.github.kashew.codec.TypeCodec;
import io.github.kashew.error.CodecException;
import java.lang.reflect.Type;
import java.util.List;

/**
 * The codec for any record, Kotlin data class, plain class, enum, sealed hierarchy, array or collection, without
 * configuration.
 *
 * <h2>What it takes</h2>
 *
 * The declared type and everything that it leads to by fields, type arguments and permitted subclasses. Known beyond classes
 * of the application: primitives and their boxes, strings, big numbers, {@code UUID}, {@code java.time}, {@code Optional},
 * {@code Date}, {@code URI}, {@code Locale}, {@code Currency}, arrays, and the JDK's collections, by their interfaces or
 * classes. Where an interface is declared, {@code ArrayList}, {@code LinkedHashSet}, {@code LinkedHashMap} and their like come
 * back, whatever was stored. Static and {@code transient} fields are left out. {@code Object}, open interfaces and open abstract
 * classes are refused with the path to them; {@link #allowing} names the classes that may stand for them.
 *
 * <h2>What it never does</h2>
 *
 * Bytes hold no class names. They choose among the permitted subclasses of a declared type and nothing else, so no class is
 * looked up or initialized for their sake, and what is allocated is bounded by how many there are. They can hold any value of
 * the declared type: who could write to the store decides about values unless they are signed.
 *
 * <h2>Limits</h2>
 *
 * Values are trees: an object that is referred to twice is stored twice, and a cycle is refused, as is nesting deeper than 500.
 * A value must be exactly of the declared class unless that is sealed or open to {@link #allowing}.
 *
 * <p>Thread-safe.
 */
public final class ObjectCodec implements Codec {
    private final List<Class<?>> allowed;

    /** Creates the codec that takes no class beyond the declared types and what they permit. */
    public ObjectCodec() {
        this(List.of());
    }

    private ObjectCodec(List<Class<?>> allowed) {
        this.allowed = allowed;
    }

    /**
     * Returns a codec that also takes values of these classes where a type above them is declared.
     *
     * @param classes subclasses of open types; a sealed one stands for all that it permits
     */
    public static ObjectCodec allowing(Class<?>... classes) {
        return new ObjectCodec(List.of(classes));
    }

    @Override
    public String name() {
        return "object";
    }

    /** Returns -100: codecs that are made for a type go first. */
    @Override
    public int priority() {
        return -100;
    }

    @Override
    public boolean supports(Type type) {
        try {
            of(type);
            return true;
        } catch (CodecException refused) {
            return false;
        }
    }

    @Override
    public TypeCodec<?> of(Type type) {
        Closure closure = new Closure(allowed);
        Shape shape = closure.shape(ResolvedType.of(type), type.getTypeName());
        return new ObjectTypeCodec(shape, closure.fingerprint());
    }
}
