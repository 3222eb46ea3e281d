package io.github.kashew.internal;

import io.github.kashew.BloomSize;
import io.github.kashew.CacheContext;
import io.github.kashew.CachePlan;
import io.github.kashew.Call;
import io.github.kashew.DualBloomFilter;
import io.github.kashew.Loader;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.async.Stages;
import io.github.kashew.key.Args;
import io.github.kashew.key.KeyTemplate;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Two Bloom filters side by side in the bits of one key, so that one command reads both. */
final class StoredDualBloomFilter extends BloomStrategy implements DualBloomFilter {

    private final Engine engine;
    private final BloomSize yesSize;
    private final BloomSize noSize;
    private final boolean collides;
    private final BloomShape yes;
    private final BloomShape no;
    private final BloomBits bits;
    private final CachePlan<Boolean> plan;

    StoredDualBloomFilter(Engine engine, KeyTemplate template, BloomSize yes, BloomSize no, boolean collides) {
        super(template);
        if (yes.bits() + no.bits() > BloomSize.MOST_BITS) {
            throw new IllegalArgumentException("both filters of " + template.template() + " take "
                    + (yes.bits() + no.bits()) + " bits, and one key has at most " + BloomSize.MOST_BITS
                    + ": give one of them a smaller capacity or a higher rate of falsePositives");
        }
        this.engine = engine;
        this.yesSize = yes;
        this.noSize = no;
        this.collides = collides;
        this.yes = BloomShape.of(yes, 0);
        this.no = BloomShape.of(no, yes.bits());
        this.bits = new BloomBits(
                engine, "dual-bloom/" + this.yes.name() + '/' + this.no.name(), template.template(), this);
        this.plan = alone(engine);
    }

    @Override
    public CompletionStage<Boolean> guard(Args question, Loader<Boolean> loader) {
        return plan.get(question, loader);
    }

    @Override
    public DualBloomFilter withoutCollisions() {
        return collides ? new StoredDualBloomFilter(engine, template, yesSize, noSize, false) : this;
    }

    @Override
    @SuppressWarnings("unchecked") // the plan is one of Boolean
    <V extends @Nullable Object> Step<V> step(Step<V> inner, PlanSpec<V> spec) {
        if (!spec.type().equals(YES_OR_NO)) {
            throw new IllegalArgumentException(this + " answers yes or no, and the plan is of " + spec.type()
                    + ": plan Boolean, or use a bloom filter");
        }
        Step<Boolean> loading = (Step<Boolean>) inner;
        Step<Boolean> asking = call -> ask(call, loading);
        return (Step<V>) asking;
    }

    private CompletionStage<Boolean> ask(Call<Boolean> call, Step<Boolean> loading) {
        long[] places = places(call.args(), call.context());
        return bits.read(places, found -> {
            Membership inYes = found == null ? Membership.UNKNOWN : Membership.of(found, 0, yes.hashes());
            Membership inNo = found == null ? Membership.UNKNOWN : Membership.of(found, yes.hashes(), no.hashes());
            if (inYes == Membership.MAYBE && inNo.isOutside()) {
                return Stages.done(true);
            }
            if (inNo == Membership.MAYBE && inYes.isOutside()) {
                return Stages.done(false);
            }
            return Stages.then(loading.run(call), answer -> learn(places, answer, answer ? inYes : inNo));
        });
    }

    private long[] places(Args question, CacheContext context) {
        long[] places = new long[yes.hashes() + no.hashes()];
        Murmur3.Hash hash = Murmur3.of(template.render(question, context::value));
        yes.locate(hash, places, 0);
        no.locate(hash, places, yes.hashes());
        return places;
    }

    /** Adds an answer to the filter that is for it, unless it is there or must not be. */
    private CompletionStage<Boolean> learn(long[] places, boolean answer, Membership before) {
        if (before == Membership.MAYBE || !collides && before != Membership.APART) {
            return Stages.done(answer);
        }
        int from = answer ? 0 : yes.hashes();
        int to = answer ? yes.hashes() : places.length;
        return bits.setAndAnswer(Arrays.copyOfRange(places, from, to), answer);
    }

    @Override
    public String toString() {
        return "dualBloom(" + template.template() + ")";
    }
}
