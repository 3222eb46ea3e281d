package io.github.kashew;

import io.github.kashew.spi.LeaseGrant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Commands on leases; the keys name leases, which no other command sees. */
public sealed interface LeaseCommand<R extends @Nullable Object> extends Command<R> {

    /** Acquires a lease at once or not at all; null when somebody else holds it. */
    record AcquireLease(String key, String owner, long ttlNanos) implements LeaseCommand<@Nullable LeaseGrant> {
        @Override
        public CommandKind kind() {
            return CommandKind.ACQUIRE_LEASE;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public AcquireLease mapKeys(UnaryOperator<String> mapping) {
            return new AcquireLease(mapping.apply(key), owner, ttlNanos);
        }

        @Override
        public CompletionStage<@Nullable LeaseGrant> dispatch(Commands target) {
            return target.acquireLease(this);
        }
    }

    /** Moves the deadline of a lease that the owner still holds; answers whether it does. */
    record RenewLease(String key, String owner, long ttlNanos) implements LeaseCommand<Boolean> {
        @Override
        public CommandKind kind() {
            return CommandKind.RENEW_LEASE;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public RenewLease mapKeys(UnaryOperator<String> mapping) {
            return new RenewLease(mapping.apply(key), owner, ttlNanos);
        }

        @Override
        public CompletionStage<Boolean> dispatch(Commands target) {
            return target.renewLease(this);
        }
    }

    /** Gives a lease back; answers whether the owner still held it. */
    record ReleaseLease(String key, String owner) implements LeaseCommand<Boolean> {
        @Override
        public CommandKind kind() {
            return CommandKind.RELEASE_LEASE;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public ReleaseLease mapKeys(UnaryOperator<String> mapping) {
            return new ReleaseLease(mapping.apply(key), owner);
        }

        @Override
        public CompletionStage<Boolean> dispatch(Commands target) {
            return target.releaseLease(this);
        }
    }

    /** Tells whether anybody holds the lease. */
    record IsLeased(String key) implements LeaseCommand<Boolean> {
        @Override
        public CommandKind kind() {
            return CommandKind.IS_LEASED;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public IsLeased mapKeys(UnaryOperator<String> mapping) {
            return new IsLeased(mapping.apply(key));
        }

        @Override
        public CompletionStage<Boolean> dispatch(Commands target) {
            return target.isLeased(this);
        }
    }
}
