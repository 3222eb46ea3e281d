package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.failure;
import static io.github.kashew.testkit.Together.apart;
import static io.github.kashew.testkit.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.Transaction;
import io.github.kashew.TransactionMode;
import io.github.kashew.TransactionOptions;
import io.github.kashew.Ttl;
import io.github.kashew.error.TransactionConflictException;
import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.CacheClock;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sentences on transactions at the same time. */
interface IsolationSentences extends Subject {

    /** Something that is read, and a change that makes it another. */
    record Race(
            String what,
            Function<Cache, CompletionStage<?>> before,
            Function<Transaction, CompletionStage<?>> read,
            Function<Cache, CompletionStage<?>> change) {

        @Override
        public String toString() {
            return what;
        }
    }

    private static List<Race> races() {
        BitFields field = BitFields.of(3, 1);
        return List.of(
                new Race(
                        "a value",
                        cache -> cache.set("k", 1),
                        tx -> tx.get("k", Integer.class),
                        cache -> cache.set("k", 1)),
                new Race("a deletion", cache -> cache.set("k", 1), tx -> tx.exists("k"), cache -> cache.delete("k")),
                new Race("absence", Cache::ping, tx -> tx.get("k", Integer.class), cache -> cache.set("k", 1)),
                new Race(
                        "a counter",
                        cache -> cache.increment("k"),
                        tx -> tx.counter("k"),
                        cache -> cache.increment("k")),
                new Race(
                        "a set",
                        cache -> cache.addToSet("k", Set.of("a")),
                        tx -> tx.addToSet("k", Set.of("b")),
                        cache -> cache.addToSet("k", Set.of("c"))),
                new Race(
                        "bits",
                        cache -> cache.incrementBits("k", field, 1),
                        tx -> tx.getBits("k", field),
                        cache -> cache.incrementBits("k", field, 1)),
                new Race(
                        "a tag",
                        cache -> cache.set("k", 1, Ttl.of("1h"), List.of("t")),
                        tx -> tx.get("k", Integer.class),
                        cache -> cache.deleteTags("t")));
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "SERIALIZABLE"})
    @DisplayName("a transaction that has read what was changed before its commit is refused, and writes nothing")
    default void conflicts(TransactionMode mode) {
        for (Race race : races()) {
            answer(cache().clear());
            answer(race.before().apply(cache()));
            assertThat(failure(cache().transaction(
                                    mode,
                                    tx -> apart(() -> {
                                        answer(race.read().apply(tx));
                                        answer(race.change().apply(cache()));
                                        return answer(tx.set("other", "v"));
                                    }))))
                    .as("%s", race)
                    .isInstanceOf(TransactionConflictException.class);
            assertThat(answer(cache().exists("other"))).as("%s", race).isFalse();
        }
    }

    @Test
    @DisplayName("a fast transaction is written whatever was changed")
    default void fastDoesNotConflict() {
        for (Race race : races()) {
            answer(cache().clear());
            answer(race.before().apply(cache()));
            answer(cache().transaction(TransactionMode.FAST, tx -> {
                answer(race.read().apply(tx));
                answer(race.change().apply(cache()));
                return tx.set("other", "v");
            }));
            assertThat(answer(cache().exists("other"))).as("%s", race).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "SERIALIZABLE"})
    @DisplayName("a transaction that only read is refused as well if that was not of one moment")
    default void readersConflict(TransactionMode mode) {
        answer(cache().set("a", 1));
        answer(cache().set("b", 1));
        assertThat(failure(cache().transaction(
                                mode,
                                tx -> apart(() -> {
                                    answer(tx.get("a", Integer.class));
                                    answer(cache().set("a", 2));
                                    answer(cache().set("b", 2));
                                    return answer(tx.get("b", Integer.class));
                                }))))
                .isInstanceOf(TransactionConflictException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "SERIALIZABLE"})
    @DisplayName("after a conflict the block runs again, as often as it may")
    default void retries(TransactionMode mode) {
        AtomicInteger runs = new AtomicInteger();
        BiFunction<Integer, Integer, CompletionStage<Integer>> disturbed = (retries, disturbances) -> {
            runs.set(0);
            return cache().transaction(
                            TransactionOptions.of(mode).withRetries(retries),
                            tx -> apart(() -> {
                                int run = runs.incrementAndGet();
                                answer(tx.get("k", Integer.class));
                                if (run <= disturbances) {
                                    answer(cache().set("k", run));
                                }
                                answer(tx.set("mine", run));
                                return run;
                            }));
        };
        assertThat(answer(disturbed.apply(3, 3))).isEqualTo(4);
        assertThat(answer(cache().get("mine", Integer.class))).isEqualTo(4);
        assertThat(failure(disturbed.apply(2, 3))).isInstanceOf(TransactionConflictException.class);
        assertThat(runs).hasValue(3);
    }

    @Test
    @DisplayName("a key is seen as it was when the transaction first looked at it")
    default void readsRepeatably() {
        answer(cache().set("k", 1));
        answer(cache().transaction(TransactionMode.FAST, tx -> {
            assertThat(answer(tx.get("k", Integer.class))).isEqualTo(1);
            answer(cache().set("k", 2));
            assertThat(answer(tx.get("k", Integer.class))).isEqualTo(1);
            return tx.exists("k");
        }));
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "SERIALIZABLE"})
    @DisplayName("transfers between accounts by 16 workers keep the sum")
    default void keepsSum(TransactionMode mode) {
        Cache bank = open(options -> options.clock(CacheClock.system()), "");
        int accounts = 6;
        int transfers = 8;
        IntStream.range(0, accounts).forEach(i -> answer(bank.set("account:" + i, 100)));
        TransactionOptions options =
                TransactionOptions.of(mode).withTimeout("10m").withRetries(100_000);
        together(16, worker -> {
            SplittableRandom random = new SplittableRandom(worker);
            for (int i = 0; i < transfers; i++) {
                String from = "account:" + random.nextInt(accounts);
                String to = "account:" + random.nextInt(accounts);
                int amount = random.nextInt(50);
                answer(bank.transaction(options, tx -> transfer(tx, from, to, amount)));
            }
            return 0;
        });
        int sum = IntStream.range(0, accounts)
                .map(i -> answer(bank.get("account:" + i, Integer.class)))
                .sum();
        assertThat(sum).isEqualTo(100 * accounts);
        assertThat(answer(bank.counter("transfers"))).isEqualTo(16L * transfers);
    }

    private static CompletionStage<Long> transfer(Transaction tx, String from, String to, int amount) {
        return tx.get(from, Integer.class)
                .thenCompose(had -> tx.set(from, had - amount))
                .thenCompose(set -> tx.get(to, Integer.class))
                .thenCompose(had -> tx.set(to, had + amount))
                .thenCompose(set -> tx.increment("transfers"));
    }
}
