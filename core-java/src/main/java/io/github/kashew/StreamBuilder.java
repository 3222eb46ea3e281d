package io.github.kashew;

import io.github.kashew.key.KeyFormats;
import io.github.kashew.key.KeyTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Says how a kind of stream is cached. Made by {@link Cache#stream}. Not thread-safe.
 *
 * @param <T> the type of the elements
 */
public final class StreamBuilder<T> {

    private static final int DEFAULT_CHUNK_SIZE = 256;
    private static final int LARGEST_CHUNK = 65_536;
    private static final long DEFAULT_CHUNK_BYTES = 256 * 1024;

    private final TypeRef<T> type;
    private final KeyFormats formats;
    private final Function<StreamSpec<T>, CacheStream<T>> compiler;

    private @Nullable KeyTemplate template;
    private final List<String> tags = new ArrayList<>();
    private @Nullable Ttl ttl;
    private @Nullable TtlFunction<? super Long> ttlOf;
    private @Nullable Ttl refreshAfter;
    private @Nullable Ttl failover;
    private @Nullable Ttl lease;
    private Condition<? super Long> condition = Condition.values();
    private Predicate<? super T> elements = element -> true;
    private boolean repeatable;
    private int chunkSize = DEFAULT_CHUNK_SIZE;
    private long chunkBytes = DEFAULT_CHUNK_BYTES;
    private long maxElements = Long.MAX_VALUE;
    private long maxBytes = Long.MAX_VALUE;
    private ToLongFunction<? super T> weigher = ElementWeight::estimate;

    /** Made by {@link Cache#stream}. */
    public StreamBuilder(TypeRef<T> type, KeyFormats formats, Function<StreamSpec<T>, CacheStream<T>> compiler) {
        this.type = type;
        this.formats = formats;
        this.compiler = compiler;
    }

    /**
     * Sets the template of the keys; its roots bind to the values of a call in the order of their first use.
     *
     * @throws io.github.kashew.error.InvalidKeyException if it is malformed
     */
    public StreamBuilder<T> key(String keyTemplate) {
        template = KeyTemplate.parse(keyTemplate, formats);
        return this;
    }

    /**
     * Adds tags that streams carry, so that {@link Cache#deleteTags(String...)} invalidates them: texts such as
     * {@code ticks}, or templates such as {@code symbol:{symbol}} of what the key template names.
     *
     * <p>Their generations are read before a source is run; what is deleted during a run is not cached.
     */
    public StreamBuilder<T> tags(String... templates) {
        tags.addAll(List.of(templates));
        return this;
    }

    /** As {@link #ttl(Ttl)}, of a text such as {@code "10m"}. */
    public StreamBuilder<T> ttl(String text) {
        return ttl(Ttl.of(text));
    }

    /**
     * Sets how long a stream is found, counted from the beginning of the run that brought it.
     *
     * <p>Its chunks live twice as long, so that a replay that began in time can finish.
     *
     * @throws IllegalArgumentException if it is for ever: chunks of replaced streams are removed by their ttl
     */
    public StreamBuilder<T> ttl(Ttl found) {
        ttl = finite(found, "ttl");
        ttlOf = null;
        return this;
    }

    /**
     * Chooses for each run how long its stream is found, for example less for a failure.
     *
     * <p>The outcome that {@code chosen} is asked about has the number of elements for its value, or a failure where such
     * streams are stored ({@link #condition}). What it throws fails the subscribers at the end, and nothing is stored.
     *
     * @param longest what it cannot exceed: chunks are stored before it is asked, and live twice as long
     * @throws IllegalArgumentException if {@code longest} is for ever
     */
    public StreamBuilder<T> ttl(Ttl longest, TtlFunction<? super Long> chosen) {
        ttl = finite(longest, "ttl");
        ttlOf = Objects.requireNonNull(chosen, "chosen");
        return this;
    }

    private static Ttl finite(Ttl time, String option) {
        if (time.isForever()) {
            throw new IllegalArgumentException(option
                    + " of a stream must end, was forever: chunks of replaced streams go by it; write " + option
                    + "(\"30d\")");
        }
        return time;
    }

    /** As {@link #refreshAfter(Ttl)}, of a text such as {@code "7m"}. */
    public StreamBuilder<T> refreshAfter(String age) {
        return refreshAfter(Ttl.of(age, "refreshAfter"));
    }

    /**
     * Lets the source be run anew, in the background, when a stream of this age or older is replayed; the replay does not
     * wait for it. One process does so once at a time. It has to be below the ttl; by default nothing is run early.
     */
    public StreamBuilder<T> refreshAfter(Ttl age) {
        refreshAfter = age;
        return this;
    }

    /** As {@link #failover(Ttl)}, of a text such as {@code "1h"}. */
    public StreamBuilder<T> failover(String kept) {
        return failover(Ttl.of(kept, "failover"));
    }

    /**
     * Keeps a stream for this long after its ttl, for runs that fail with an {@link Exception} before their first element:
     * their subscribers get the older stream. A run that fails later fails its subscribers, who have had a part of it.
     *
     * @throws IllegalArgumentException if it is for ever
     */
    public StreamBuilder<T> failover(Ttl kept) {
        failover = finite(kept, "failover");
        return this;
    }

    /** As {@link #locked(Ttl)}, of a text such as {@code "30s"}. */
    public StreamBuilder<T> locked(String length) {
        return locked(Ttl.of(length, "locked"));
    }

    /**
     * Lets one process at a time run the source for a key, of those that share a store; the others wait for a lease as long
     * as it lasts, and replay what was stored meanwhile. After that they fail with
     * {@link io.github.kashew.error.LockedException}. A lease is not mutual exclusion, see {@link Lease}: give it the time
     * that a run takes at most.
     *
     * @throws IllegalArgumentException if it is for ever
     */
    public StreamBuilder<T> locked(Ttl length) {
        lease = finite(length, "locked");
        return this;
    }

    /**
     * Sets which streams are stored, asked at the end of a run; {@link Condition#values()} by default.
     *
     * <p>The outcome has the number of elements for its value. Where it is a failure, storing it means that a replay brings
     * the same elements and then fails: {@code Condition.<Long>values().or(Condition.failures(TooManyRows.class))}. What
     * the condition throws fails the subscribers at the end, and nothing is stored.
     */
    public StreamBuilder<T> condition(Condition<? super Long> storing) {
        condition = Objects.requireNonNull(storing, "condition");
        return this;
    }

    /**
     * Sets which elements may be stored. A stream with one that is refused is passed on as a whole and not stored: what is
     * replayed is what the source brought.
     */
    public StreamBuilder<T> elements(Predicate<? super T> storable) {
        elements = Objects.requireNonNull(storable, "elements");
        return this;
    }

    /**
     * Says that the source brings the same elements each time it is run. A replay that loses a chunk then goes on from the
     * source, behind what it has passed on, in place of failing.
     */
    public StreamBuilder<T> repeatable() {
        repeatable = true;
        return this;
    }

    /**
     * Sets how many elements are stored together at most, 256 by default.
     *
     * @throws IllegalArgumentException if it is not from 1 to 65536
     */
    public StreamBuilder<T> chunkSize(int most) {
        if (most < 1 || most > LARGEST_CHUNK) {
            throw new IllegalArgumentException("chunkSize must be from 1 to " + LARGEST_CHUNK + ", was " + most);
        }
        chunkSize = most;
        return this;
    }

    /**
     * Sets the weight at which a chunk is full, 256 KiB by default; an element that weighs more has a chunk of its own.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public StreamBuilder<T> chunkBytes(long weight) {
        chunkBytes = atLeast(1, weight, "chunkBytes");
        return this;
    }

    /**
     * Sets the length beyond which a stream is passed on and not stored; there is none by default.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public StreamBuilder<T> maxElements(long most) {
        maxElements = atLeast(0, most, "maxElements");
        return this;
    }

    /**
     * Sets the weight beyond which a stream is passed on and not stored; there is none by default.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public StreamBuilder<T> maxBytes(long most) {
        maxBytes = atLeast(0, most, "maxBytes");
        return this;
    }

    private static long atLeast(long least, long value, String option) {
        if (value < least) {
            throw new IllegalArgumentException(option + " must be at least " + least + ", was " + value);
        }
        return value;
    }

    /**
     * Sets what an element weighs, in bytes. By default texts and arrays of numbers weigh what they hold, collections their
     * elements, and everything else 64: give a weigher where elements are large records.
     */
    public StreamBuilder<T> weigher(ToLongFunction<? super T> bytes) {
        weigher = Objects.requireNonNull(bytes, "weigher");
        return this;
    }

    /**
     * Compiles the stream.
     *
     * @throws IllegalStateException if there is no ttl
     * @throws IllegalArgumentException if refreshAfter is not below the ttl
     * @throws io.github.kashew.error.InvalidKeyException if a tag is malformed, names what the key does not, or there are
     *     more than {@link TagCommand#MOST_TAGS}
     */
    public CacheStream<T> build() {
        if (ttl == null) {
            throw new IllegalStateException("a cached stream needs a ttl: ttl(\"10m\")");
        }
        if (refreshAfter != null && refreshAfter.nanos() >= ttl.nanos()) {
            throw new IllegalArgumentException("refreshAfter must be from 1ms to below the ttl of " + ttl + ", was "
                    + refreshAfter + "; a larger ttl leaves room for it");
        }
        return compiler.apply(new StreamSpec<>(
                type,
                template,
                tags,
                new StreamSpec.Life(ttl, ttlOf == null ? TtlFunction.always(ttl) : ttlOf, refreshAfter, failover),
                new StreamSpec.Storing<>(condition, elements),
                new StreamSpec.Sizes<>(chunkSize, chunkBytes, maxElements, maxBytes, weigher),
                lease,
                repeatable,
                formats));
    }
}
