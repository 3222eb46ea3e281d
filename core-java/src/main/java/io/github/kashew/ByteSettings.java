package io.github.kashew;

import io.github.kashew.codec.Codec;
import io.github.kashew.codec.Compressor;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How values become bytes: of one route in a {@link RouteBuilder}, of all in {@link ByteDefaults}. Not thread-safe.
 *
 * @param <B> the type that is returned, for chaining
 */
public abstract sealed class ByteSettings<B extends ByteSettings<B>> permits RouteBuilder, ByteDefaults {

    private @Nullable List<String> secrets;
    private @Nullable String digestmod;
    private @Nullable Codec codec;
    private final Map<Type, Codec> codecs = new HashMap<>();
    private @Nullable String compress;
    private final List<Compressor> compressors = new ArrayList<>();
    private @Nullable Integer compressThreshold;
    private @Nullable Integer maxValueBytes;
    private @Nullable Integer schema;
    private @Nullable BadBytes onBadBytes;
    private final List<Migration<?, ?>> migrations = new ArrayList<>();
    private final Map<String, Function<String, Throwable>> failures = new HashMap<>();

    ByteSettings() {}

    /** Returns what holds where nothing is said here, or null. */
    abstract @Nullable ByteDefaults defaults();

    abstract B self();

    private <T> T or(@Nullable T own, Function<ByteDefaults, T> inherited, T otherwise) {
        return own == null ? inherited(inherited, otherwise) : own;
    }

    private <T> T inherited(Function<ByteDefaults, T> inherited, T otherwise) {
        ByteDefaults defaults = defaults();
        return defaults == null ? otherwise : inherited.apply(defaults);
    }

    /**
     * Signs what is stored, and trusts nothing that is not signed. For routes that keep bytes.
     *
     * @param signing signs what is written, and is accepted; at least 16 bytes in UTF-8
     * @param alsoAccepted further secrets that are accepted, while secrets are exchanged
     */
    public B secret(String signing, String... alsoAccepted) {
        List<String> all = new ArrayList<>();
        all.add(Objects.requireNonNull(signing, "secret"));
        all.addAll(List.of(alsoAccepted));
        secrets = List.copyOf(all);
        return self();
    }

    /** Returns the secrets, the signing one first; none by default. */
    public List<String> secrets() {
        return or(secrets, ByteDefaults::secrets, List.of());
    }

    /** Tells whether a secret was given here, and not for all routes. */
    public boolean hasOwnSecret() {
        return secrets != null;
    }

    /** Sets the digest of signatures: {@code sha256} by default, {@code sha512} or {@code sha1}. */
    public B digestmod(String digest) {
        digestmod = Objects.requireNonNull(digest, "digestmod");
        return self();
    }

    /** Returns the digest of signatures. */
    public String digestmod() {
        return or(digestmod, ByteDefaults::digestmod, "sha256");
    }

    /** Sets the codec of every type that it supports and that has none of its own. */
    public B codec(Codec preferred) {
        codec = Objects.requireNonNull(preferred, "codec");
        return self();
    }

    /** Sets the codec of one type. */
    public B codec(Type type, Codec ofType) {
        codecs.put(Objects.requireNonNull(type, "type"), Objects.requireNonNull(ofType, "codec"));
        return self();
    }

    /** Returns the codec that goes before native and found ones, or null. */
    public @Nullable Codec codec() {
        ByteDefaults defaults = defaults();
        return codec != null || defaults == null ? codec : defaults.codec();
    }

    /** Returns the codecs of single types. */
    public Map<Type, Codec> codecs() {
        Map<Type, Codec> all = new HashMap<>(inherited(ByteDefaults::codecs, Map.of()));
        all.putAll(codecs);
        return Map.copyOf(all);
    }

    /** Compresses with the compressor of a name: {@code gzip}, one that was found, or {@code none}, the default. */
    public B compress(String compressor) {
        compress = Objects.requireNonNull(compressor, "compress");
        return self();
    }

    /** Compresses with a compressor of the application's own. */
    public B compress(Compressor compressor) {
        compressors.add(compressor);
        return compress(compressor.name());
    }

    /** Returns the name of the compressor; {@code none} for none. */
    public String compress() {
        return or(compress, ByteDefaults::compress, "none");
    }

    /** Returns the compressors that the application brought. */
    public List<Compressor> compressors() {
        List<Compressor> all = new ArrayList<>(inherited(ByteDefaults::compressors, List.of()));
        all.addAll(compressors);
        return List.copyOf(all);
    }

    /** Sets from how many bytes on values are compressed; 1,024 by default. What compressing does not make smaller is not. */
    public B compressThreshold(int bytes) {
        compressThreshold = atLeastZero("compressThreshold", bytes);
        return self();
    }

    /** Returns from how many bytes on values are compressed. */
    public int compressThreshold() {
        return or(compressThreshold, ByteDefaults::compressThreshold, 1_024);
    }

    /** Sets how many bytes a value has at most, uncompressed, when it is written and when it is read; 64 MiB by default. */
    public B maxValueBytes(int bytes) {
        maxValueBytes = atLeastZero("maxValueBytes", bytes);
        return self();
    }

    /** Returns how many bytes a value has at most. */
    public int maxValueBytes() {
        return or(maxValueBytes, ByteDefaults::maxValueBytes, 64 << 20);
    }

    /**
     * Numbers the meaning of what is stored; 0 by default. Values of a lower number are a miss and are overwritten, those
     * of a higher one are a miss and stay.
     */
    public B schema(int number) {
        schema = atLeastZero("schema", number);
        return self();
    }

    /** Returns the number of the schema. */
    public int schema() {
        return or(schema, ByteDefaults::schema, 0);
    }

    /** Sets what a look-up does with bytes that cannot be trusted or read; they are a miss by default. */
    public B onBadBytes(BadBytes policy) {
        onBadBytes = Objects.requireNonNull(policy, "onBadBytes");
        return self();
    }

    /** Returns what a look-up does with bytes that cannot be trusted or read. */
    public BadBytes onBadBytes() {
        return or(onBadBytes, ByteDefaults::onBadBytes, BadBytes.MISS);
    }

    /** Reads values of an older shape as the present class; see {@link Migration}. */
    public <O, V> B migrate(Class<O> older, Class<V> newer, Function<? super O, ? extends V> step) {
        return migrate(TypeRef.of(older), TypeRef.of(newer), step);
    }

    /** As {@link #migrate(Class, Class, Function)}, for types with arguments. */
    public <O, V> B migrate(TypeRef<O> older, TypeRef<V> newer, Function<? super O, ? extends V> step) {
        migrations.add(new Migration<>(older, newer, step));
        return self();
    }

    /** Returns the migrations. */
    public List<Migration<?, ?>> migrations() {
        List<Migration<?, ?>> all = new ArrayList<>(migrations);
        all.addAll(inherited(ByteDefaults::migrations, List.of()));
        return List.copyOf(all);
    }

    /**
     * Answers stored failures of a class as failures of that class. Those of other classes are answered as
     * {@link io.github.kashew.error.CachedFailureException}, as bytes choose no class.
     *
     * @param made makes a failure of the message that was stored, which is empty where there was none
     */
    public <X extends Throwable> B failure(Class<X> type, Function<String, ? extends X> made) {
        Objects.requireNonNull(made, "made");
        failures.put(type.getName(), made::apply);
        return self();
    }

    /** Returns what makes failures of a message, by the names of their classes. */
    public Map<String, Function<String, Throwable>> failures() {
        Map<String, Function<String, Throwable>> all = new HashMap<>(inherited(ByteDefaults::failures, Map.of()));
        all.putAll(failures);
        return Map.copyOf(all);
    }

    static int atLeastZero(String option, int number) {
        if (number < 0) {
            throw new IllegalArgumentException(option + " must be 0 or more, was " + number);
        }
        return number;
    }
}
