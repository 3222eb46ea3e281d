package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.BloomFilter;
import io.github.kashew.BloomSize;
import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.DualBloomFilter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The Java examples of bloom.md. */
class BloomExamplesTest {

    record User(long id) {}

    interface Repository {
        CompletionStage<Boolean> exists(long id);
    }

    interface Classifier {
        CompletionStage<Boolean> isSpam(String sender);
    }

    private final Repository repository = id -> CompletableFuture.completedFuture(id == 42);
    private final Classifier classifier = sender -> CompletableFuture.completedFuture(sender.contains("€"));

    @Test
    void filters() {
        Cache cache = Cache.open("mem://?size=10000");
        // example: guard
        BloomFilter seen = cache.bloomFilter("users:{id}", BloomSize.of(100_000, 0.01));
        seen.add(seen.args(42));
        CompletionStage<Boolean> exists = seen.guard(seen.args(7), () -> repository.exists(7));
        // end
        assertThat(exists).isCompletedWithValue(false);
        assertThat(seen.guard(seen.args(42), () -> repository.exists(42))).isCompletedWithValue(true);

        // example: plan
        CachePlan<User> users = cache.plan(User.class)
                .key("user:{id}")
                .through(seen, simple("1h")) // null, without a look-up, for whom it has not seen
                .build();
        // end
        assertThat(users.get(users.args(7), () -> CompletableFuture.completedFuture(new User(7))))
                .isCompletedWithValue(null);
        assertThat(users.get(users.args(42), () -> CompletableFuture.completedFuture(new User(42))))
                .isCompletedWithValue(new User(42));
        cache.close();
    }

    @Test
    void dual() {
        Cache cache = Cache.open("mem://?size=10000");
        // example: dual
        DualBloomFilter known =
                cache.dualBloomFilter("spam:{sender}", BloomSize.of(10_000, 0.001), BloomSize.of(1_000_000));
        CompletionStage<Boolean> spam = known.guard(known.args("ann"), () -> classifier.isSpam("ann"));
        // end
        assertThat(spam).isCompletedWithValue(false);
        assertThat(known.guard(known.args("ann"), CompletableFuture::new)).isCompletedWithValue(false);
        cache.close();
    }
}
