package io.github.kashew.internal;

import io.github.kashew.BloomFilter;
import io.github.kashew.BloomSize;
import io.github.kashew.CacheContext;
import io.github.kashew.CachePlan;
import io.github.kashew.Call;
import io.github.kashew.Loader;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.async.Done;
import io.github.kashew.async.Stages;
import io.github.kashew.key.Args;
import io.github.kashew.key.KeyTemplate;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A Bloom filter whose bits are in the store. */
final class StoredBloomFilter extends BloomStrategy implements BloomFilter {

    private static final CompletionStage<Boolean> YES = Done.of(true);
    private static final CompletionStage<Boolean> NO = Done.of(false);

    private final Engine engine;
    private final BloomSize size;
    private final boolean checks;
    private final BloomShape shape;
    private final BloomBits bits;
    private final CachePlan<Boolean> plan;

    StoredBloomFilter(Engine engine, KeyTemplate template, BloomSize size, boolean checks) {
        super(template);
        this.engine = engine;
        this.size = size;
        this.checks = checks;
        this.shape = BloomShape.of(size, 0);
        this.bits = new BloomBits(engine, "bloom/" + shape.name(), template.template(), this);
        this.plan = alone(engine);
    }

    private long[] places(Args member, CacheContext context) {
        long[] places = new long[shape.hashes()];
        shape.locate(Murmur3.of(template.render(member, context::value)), places, 0);
        return places;
    }

    private static Membership membership(long @Nullable [] found) {
        return found == null ? Membership.UNKNOWN : Membership.of(found, 0, found.length);
    }

    @Override
    public CompletionStage<@Nullable Void> add(Args member) {
        return bits.set(places(member, CacheContext.current()));
    }

    @Override
    public CompletionStage<Boolean> mightContain(Args member) {
        long[] places = places(member, CacheContext.current());
        int set = bits.countNow(places);
        if (set >= 0) {
            return set == places.length ? YES : NO;
        }
        return bits.read(places, found -> membership(found).isOutside() ? NO : YES);
    }

    @Override
    public CompletionStage<Boolean> guard(Args member, Loader<Boolean> loader) {
        return plan.get(member, loader);
    }

    @Override
    public BloomFilter withoutCheck() {
        return checks ? new StoredBloomFilter(engine, template, size, false) : this;
    }

    @Override
    public BloomSize size() {
        return size;
    }

    @Override
    <V extends @Nullable Object> Step<V> step(Step<V> inner, PlanSpec<V> spec) {
        boolean yesOrNo = spec.type().equals(YES_OR_NO);
        if (!checks && !yesOrNo) {
            throw new IllegalArgumentException(
                    this + " without check knows no value of " + spec.type() + ": keep the check, or plan Boolean");
        }
        return new Guarded<>(inner, this, typed(yesOrNo ? NO : Stages.nothing()), checks ? null : typed(YES));
    }

    @SuppressWarnings("unchecked") // null is a value of a plan that may be null, the others are of a plan of Boolean
    private static <V extends @Nullable Object> CompletionStage<V> typed(CompletionStage<?> answer) {
        return (CompletionStage<V>) answer;
    }

    /**
     * Passes on the calls about what the filter may contain.
     *
     * @param missing the answer about what it does not contain
     * @param trusted the answer about what it may contain, or null to load it
     */
    private record Guarded<V extends @Nullable Object>(
            Step<V> inner,
            StoredBloomFilter filter,
            CompletionStage<V> missing,
            @Nullable CompletionStage<V> trusted) implements Step<V> {

        @Override
        public CompletionStage<V> run(Call<V> call) {
            long[] places = filter.places(call.args(), call.context());
            return filter.bits.read(places, found -> switch (membership(found)) {
                case APART, PARTLY -> missing;
                case MAYBE -> trusted == null ? inner.run(call) : trusted;
                case UNKNOWN -> Stages.then(inner.run(call), value -> learn(places, value));
            });
        }

        private CompletionStage<V> learn(long[] places, V value) {
            boolean present = value != null && !value.equals(false);
            return present ? filter.bits.setAndAnswer(places, value) : Stages.done(value);
        }
    }

    @Override
    public String toString() {
        return "bloom(" + template.template() + ")";
    }
}
