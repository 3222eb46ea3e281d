package io.github.kashew;

import io.github.kashew.key.KeyFormats;
import io.github.kashew.key.KeyTemplate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says how a kind of stream is cached. Made by {@link Cache#stream}. Not thread-safe.
 *
 * @param <T> the type of the elements
 */
public final class StreamBuilder<T> {

    private static final int DEFAULT_CHUNK_SIZE = 256;
    private static final int LARGEST_CHUNK = 65_536;

    private final TypeRef<T> type;
    private final KeyFormats formats;
    private final Function<StreamSpec<T>, CacheStream<T>> compiler;

    private @Nullable KeyTemplate template;
    private @Nullable Ttl ttl;
    private int chunkSize = DEFAULT_CHUNK_SIZE;
    private long maxElements = Long.MAX_VALUE;

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
        if (found.isForever()) {
            throw new IllegalArgumentException(
                    "ttl of a stream must end, was forever: chunks of replaced streams go by it; write ttl(\"30d\")");
        }
        ttl = found;
        return this;
    }

    /**
     * Sets how many elements are stored together, 256 by default; choose less where elements are large.
     *
     * @throws IllegalArgumentException if it is not from 1 to 65536
     */
    public StreamBuilder<T> chunkSize(int elements) {
        if (elements < 1 || elements > LARGEST_CHUNK) {
            throw new IllegalArgumentException("chunkSize must be from 1 to " + LARGEST_CHUNK + ", was " + elements);
        }
        chunkSize = elements;
        return this;
    }

    /**
     * Sets the length beyond which a stream is passed on and not stored; there is none by default.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public StreamBuilder<T> maxElements(long most) {
        if (most < 0) {
            throw new IllegalArgumentException("maxElements must be at least 0, was " + most);
        }
        maxElements = most;
        return this;
    }

    /**
     * Compiles the stream.
     *
     * @throws IllegalStateException if there is no ttl
     */
    public CacheStream<T> build() {
        if (ttl == null) {
            throw new IllegalStateException("a cached stream needs a ttl: ttl(\"10m\")");
        }
        return compiler.apply(new StreamSpec<>(type, template, ttl, chunkSize, maxElements));
    }
}
