package io.github.kashew;

import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Says what one route is, beyond its URL. Not thread-safe. */
public final class RouteBuilder {

    private final String prefix;
    private final Source source;
    private final List<Middleware> middleware = new ArrayList<>();
    private @Nullable ToIntBiFunction<String, @Nullable Object> weigher;
    private UnaryOperator<Backend<?>> wrapping = UnaryOperator.identity();
    private boolean suppress = true;

    RouteBuilder(String prefix, Source source) {
        this.prefix = prefix;
        this.source = source;
    }

    /** Where the backend of a route comes from. */
    public sealed interface Source {

        /** The provider of the scheme of a URL. */
        record Url(String text) implements Source {}

        /** A factory of the application, which is called when the cache is built. */
        record Factory(Function<BackendContext, ? extends Backend<?>> open) implements Source {}
    }

    /** Returns what the keys of this route begin with. */
    public String prefix() {
        return prefix;
    }

    /** Returns where the backend comes from. */
    public Source source() {
        return source;
    }

    /** Adds middleware around the commands of this route, inside that of the cache; the first one added is the outermost. */
    public RouteBuilder middleware(Middleware around) {
        middleware.add(around);
        return this;
    }

    /** Returns the middleware, outermost first. */
    public List<Middleware> middleware() {
        return List.copyOf(middleware);
    }

    /**
     * Weighs keys and values for a store that is bounded by {@code max_bytes=}; by default texts and arrays of primitives
     * weigh what they hold, and everything else 64 bytes.
     *
     * @param bytes returns the approximate bytes of a key and its value; never negative
     */
    public RouteBuilder weigher(ToIntBiFunction<String, @Nullable Object> bytes) {
        weigher = bytes;
        return this;
    }

    /** Returns the weigher, or null for the default one. */
    public @Nullable ToIntBiFunction<String, @Nullable Object> weigher() {
        return weigher;
    }

    /**
     * Sees or replaces the backend before it is used, for example to inject faults in a test; each further wrapper gets
     * what the one before it returned.
     */
    public RouteBuilder wrap(UnaryOperator<Backend<?>> wrapper) {
        UnaryOperator<Backend<?>> inner = wrapping;
        wrapping = backend -> wrapper.apply(inner.apply(backend));
        return this;
    }

    /** Returns everything that {@link #wrap} was given, as one. */
    public UnaryOperator<Backend<?>> wrapping() {
        return wrapping;
    }

    /**
     * Sets whether trouble of the store stays there: a failing read is then a miss, and a failing write of a load is
     * skipped. It does by default; {@code suppress=false} raises {@link io.github.kashew.error.BackendException}.
     */
    public RouteBuilder suppress(boolean suppressing) {
        suppress = suppressing;
        return this;
    }

    /** Returns whether trouble of the store stays there, unless the URL says otherwise. */
    public boolean suppress() {
        return suppress;
    }
}
