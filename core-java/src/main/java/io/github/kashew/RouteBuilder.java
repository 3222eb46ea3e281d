package io.github.kashew;

import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Says what one route is, beyond its URL. Not thread-safe. */
public final class RouteBuilder extends ByteSettings<RouteBuilder> {

    private static final Duration LONGEST_OUTAGE = Duration.ofDays(1);

    private final String prefix;
    private final Source source;
    private final ByteDefaults defaults;
    private final List<Middleware> middleware = new ArrayList<>();
    private @Nullable ToIntBiFunction<String, @Nullable Object> weigher;
    private UnaryOperator<Backend<?>> wrapping = UnaryOperator.identity();
    private boolean suppress = true;
    private Set<CommandKind> disabled = Set.of();
    private @Nullable String requiredContext;
    private int near;
    private Duration nearOnOutage = Duration.ZERO;

    RouteBuilder(String prefix, Source source, ByteDefaults defaults) {
        this.prefix = prefix;
        this.source = source;
        this.defaults = defaults;
    }

    @Override
    ByteDefaults defaults() {
        return defaults;
    }

    @Override
    RouteBuilder self() {
        return this;
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

    /**
     * Lets the route begin with commands of these kinds switched off, all of them if none is named; see
     * {@link SwitchOperations}.
     */
    public RouteBuilder disable(CommandKind... kinds) {
        disabled = Switch.of(kinds).kinds();
        return this;
    }

    /** Returns the kinds of commands that are switched off at the beginning. */
    public Set<CommandKind> disabled() {
        return disabled;
    }

    /**
     * Lets in only keys of the current context: they begin with the prefix of this route and then the value that the context
     * has for {@code name}. Without such a value, and with a key of another one's, every operation on a key or a pattern fails
     * with {@link io.github.kashew.error.InvalidKeyException}; {@code clear}, {@code count} and {@code deleteTags} are for all.
     *
     * @param name the name of the context value, such as {@code tenant} for templates like <code>user:{&#64;tenant}:{id}</code>
     * @throws IllegalStateException if another name was required before
     */
    public RouteBuilder requireContext(String name) {
        if (requiredContext != null) {
            throw new IllegalStateException("requireContext takes one name, route '" + prefix + "' has '"
                    + requiredContext + "' and was given '" + name + "'");
        }
        requiredContext = Objects.requireNonNull(name, "name");
        return this;
    }

    /** Returns the name of the context value that keys begin with, or null. */
    public @Nullable String requiredContext() {
        return requiredContext;
    }

    /**
     * Holds up to so many entries of this route in this process as well, as they were read, so that reading them again
     * takes no round trip; 0, the default, for none. What others change is dropped as soon as the backend announces it.
     *
     * <p>For backends that announce changes, such as {@code redis://}; building a cache refuses it elsewhere. Values that
     * are held near are shared by their readers: treat them as immutable.
     */
    public RouteBuilder near(int entries) {
        near = atLeastZero("near", entries);
        return this;
    }

    /** Returns how many entries are held near, unless the URL says otherwise. */
    public int near() {
        return near;
    }

    /**
     * Sets how long entries that are held near are served while their store cannot be reached, although others may have
     * changed them: up to a day; not at all by default.
     */
    public RouteBuilder nearOnOutage(Duration longest) {
        if (longest.isNegative() || longest.compareTo(LONGEST_OUTAGE) > 0) {
            throw new IllegalArgumentException(
                    "nearOnOutage must be from 0 to " + Ttl.of(LONGEST_OUTAGE) + ", was " + longest);
        }
        nearOnOutage = longest;
        return this;
    }

    /** Returns how long entries that are held near are served while their store cannot be reached. */
    public Duration nearOnOutage() {
        return nearOnOutage;
    }
}
