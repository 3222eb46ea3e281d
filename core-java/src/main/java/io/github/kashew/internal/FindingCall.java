package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Call;
import io.github.kashew.Commands;
import io.github.kashew.Entry;
import io.github.kashew.Lease;
import io.github.kashew.Lookup;
import io.github.kashew.Missing;
import io.github.kashew.Outcome;
import io.github.kashew.Ttl;
import io.github.kashew.async.Stages;
import io.github.kashew.key.Args;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call whose look-ups find that something is missing, whatever the store holds.
 *
 * @param call everything else
 * @param missing what look-ups answer
 */
record FindingCall<V extends @Nullable Object>(Call<V> call, Missing<V> missing) implements Call<V> {

    @Override
    public CompletionStage<Lookup<V>> lookup() {
        return Stages.done(missing);
    }

    @Override
    public CompletionStage<Lookup<V>> lookupAgain() {
        return lookup();
    }

    @Override
    public CompletionStage<Lookup<V>> lookupCopy() {
        return lookup();
    }

    @Override
    public CompletionStage<Boolean> storeCopy(Entry<V> copy) {
        return missing.isReplaceable() ? call.storeCopy(copy) : Stages.done(false);
    }

    @Override
    public CompletionStage<Boolean> store(Entry<V> entry, Lookup<V> seen) {
        return call.store(entry, seen);
    }

    @Override
    public CompletionStage<Boolean> postpone(Entry<V> found, long staleAt) {
        return call.postpone(found, staleAt);
    }

    @Override
    public Call<V> finding(Missing<V> instead) {
        return call.finding(instead);
    }

    @Override
    public Args args() {
        return call.args();
    }

    @Override
    public String key() {
        return call.key();
    }

    @Override
    public CacheContext context() {
        return call.context();
    }

    @Override
    public String ownKey(String purpose, String subject) {
        return call.ownKey(purpose, subject);
    }

    @Override
    public String copyKey() {
        return call.copyKey();
    }

    @Override
    public Commands commands() {
        return call.commands();
    }

    @Override
    public long now() {
        return call.now();
    }

    @Override
    public boolean isTagged() {
        return call.isTagged();
    }

    @Override
    public boolean isShared() {
        return call.isShared();
    }

    @Override
    public Runnable schedule(Runnable task, Duration delay) {
        return call.schedule(task, delay);
    }

    @Override
    public boolean isPast(long deadline) {
        return call.isPast(deadline);
    }

    @Override
    public CompletionStage<Lease> lease(String key, Ttl ttl, Duration wait) {
        return call.lease(key, ttl, wait);
    }

    @Override
    public void onCancel(Runnable undo) {
        call.onCancel(undo);
    }

    @Override
    public CompletionStage<V> share(Supplier<CompletionStage<V>> work) {
        return call.share(work);
    }

    @Override
    public CompletionStage<V> share(
            Supplier<CompletionStage<@Nullable Outcome<V>>> work, Supplier<CompletionStage<V>> otherwise) {
        return call.share(work, otherwise);
    }

    @Override
    public void inBackground(Function<? super Call<V>, ? extends CompletionStage<@Nullable Outcome<V>>> work) {
        call.inBackground(work);
    }

    @Override
    public void serves(Entry<V> entry) {
        call.serves(entry);
    }

    @Override
    public void covers(Throwable failure, Entry<V> older, Object by) {
        call.covers(failure, older, by);
    }

    @Override
    public CompletionStage<V> load() {
        return call.load();
    }

    @Override
    public boolean isReusing() {
        return call.isReusing();
    }

    @Override
    public Executor executor() {
        return call.executor();
    }
}
