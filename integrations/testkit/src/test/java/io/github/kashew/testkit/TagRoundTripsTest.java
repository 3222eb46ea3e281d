package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.BackendOperation.COMMIT;
import static io.github.kashew.testkit.BackendOperation.CREATE_GENERATIONS;
import static io.github.kashew.testkit.BackendOperation.END_GENERATIONS;
import static io.github.kashew.testkit.BackendOperation.GENERATIONS;
import static io.github.kashew.testkit.BackendOperation.READ;
import static io.github.kashew.testkit.BackendOperation.READ_TAGGED;
import static io.github.kashew.testkit.BackendOperation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.ManualClock;
import io.github.kashew.PlanBuilder;
import io.github.kashew.Ttl;
import io.github.kashew.key.Args;
import io.github.kashew.spi.Backend;
import io.github.kashew.strategy.Strategies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What entries with tags ask of a store that processes share, and what happens between two questions. */
class TagRoundTripsTest {

    private final ManualClock clock = new ManualClock();
    private final List<BackendOperation> asked = new ArrayList<>();
    private final List<Backend<?>> stored = new ArrayList<>();
    private @Nullable BackendOperation disturbed;
    private Runnable disturbance = () -> {};
    private final Cache cache = Cache.builder()
            .clock(clock)
            .executor(Runnable::run)
            .route("", "mem://?copy=true&check_interval=0", route -> route.wrap(backend -> shared(backend)))
            .build();

    private final CachePlan<String> users = plan().build();

    private PlanBuilder<String> plan() {
        return cache.plan(String.class)
                .key("user:{id}")
                .through(Strategies.simple("1h"))
                .tags("users", "user:{id}");
    }

    private <S> Backend<S> shared(Backend<S> backend) {
        stored.add(backend);
        return new ForwardingBackend<>(backend) {
            @Override
            public boolean isShared() {
                return true;
            }

            @Override
            protected <R extends @Nullable Object> CompletionStage<R> around(
                    BackendOperation operation, List<String> keys, Supplier<CompletionStage<R>> forward) {
                asked.add(operation);
                CompletionStage<R> answer = forward.get();
                if (operation == disturbed) {
                    disturbed = null;
                    disturbance.run();
                }
                return answer;
            }
        };
    }

    /** Lets something happen right after the next operation of a kind. */
    private void after(BackendOperation operation, Supplier<CompletionStage<?>> what) {
        disturbance = () -> answer(what.get().thenApply(done -> true));
        disturbed = operation;
    }

    @AfterEach
    void close() {
        cache.close();
    }

    private String load(CachePlan<String> plan, String value) {
        return answer(plan.get(Args.of(1), () -> CompletableFuture.completedFuture(value)));
    }

    private List<BackendOperation> taken() {
        List<BackendOperation> taken = List.copyOf(asked);
        asked.clear();
        return taken;
    }

    @Test
    void theFirstLoadOfATagTakesThreeAHitOneAndAMissTwo() {
        load(users, "v");
        assertThat(taken()).containsExactly(READ_TAGGED, CREATE_GENERATIONS, CREATE_GENERATIONS, WRITE);
        assertThat(load(users, "other")).isEqualTo("v");
        assertThat(taken()).containsExactly(READ_TAGGED);
        answer(cache.delete("user:1"));
        taken();
        assertThat(load(users, "new")).isEqualTo("new");
        assertThat(taken())
                .as("a read, and at once what lengthens the life of the tags and the write")
                .containsExactly(READ_TAGGED, CREATE_GENERATIONS, WRITE);
        answer(cache.deleteTags("users"));
        assertThat(taken()).containsExactly(END_GENERATIONS);
        assertThat(load(users, "newer")).isEqualTo("newer");
    }

    @Test
    void tagsOutliveWhatIsStoredWithoutCreatingThem() {
        load(users, "v");
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofMinutes(59));
            answer(cache.delete("user:1"));
            load(users, "v" + i);
        }
        clock.advance(Duration.ofMinutes(59));
        assertThat(load(users, "new")).isEqualTo("v4");
    }

    @Test
    void aTagThatIsDeletedBetweenTheReadAndTheLoadMakesTheEntryMissing() {
        load(users, "v");
        answer(cache.delete("user:1"));
        after(READ_TAGGED, () -> cache.deleteTags("user:1"));
        assertThat(load(users, "outdated")).isEqualTo("outdated");
        assertThat(load(users, "new")).isEqualTo("new");
    }

    @Test
    void anEntryWithOtherTagsThanThePlanIsJudgedByItsOwn() {
        answer(cache.set("user:1", "v", Ttl.of("1h"), List.of("others")));
        taken();
        assertThat(load(users, "new")).isEqualTo("v");
        assertThat(taken()).containsExactly(READ_TAGGED, GENERATIONS);
        answer(cache.deleteTags("others"));
        assertThat(load(users, "new")).isEqualTo("new");
    }

    @Test
    void setIfPresentDoesNotReviveWhatIsInvalidatedWhileItLooks() {
        answer(cache.set("k", "v", Ttl.of("1h"), List.of("t")));
        taken();
        after(GENERATIONS, () -> cache.deleteTags("t"));
        assertThat(answer(cache.setIfPresent("k", "new", Ttl.of("1h")))).isFalse();
        assertThat(answer(cache.exists("k"))).isFalse();
        assertThat(taken()).startsWith(READ, GENERATIONS, END_GENERATIONS, COMMIT);
    }

    @Test
    void setIfAbsentStoresWhenWhatWasThereIsGoneBeforeItLooks() {
        answer(cache.set("k", "v", Ttl.of("1h"), List.of("t")));
        answer(cache.deleteTags("t"));
        after(WRITE, () -> cache.delete("k"));
        assertThat(answer(cache.setIfAbsent("k", "new", Ttl.of("1h")))).isTrue();
        assertThat(answer(cache.get("k", String.class))).isEqualTo("new");
    }

    @Test
    void purgeLeavesWhatWasStoredAnewWhileItLooks() {
        answer(cache.set("k", "v", Ttl.of("1h"), List.of("t")));
        answer(cache.deleteTags("t"));
        after(GENERATIONS, () -> cache.set("k", "new", Ttl.of("1h")));
        assertThat(answer(cache.purge())).isZero();
        assertThat(answer(cache.get("k", String.class))).isEqualTo("new");
    }

    @Test
    void aTagOfTheValueThatIsDeletedDuringTheLoadIsNoticedAlthoughNobodyKnewIt() {
        CachePlan<String> plan = plan().tags(value -> List.of("name:" + value)).build();
        after(CREATE_GENERATIONS, () -> cache.deleteTags("name:ada"));
        assertThat(load(plan, "ada")).isEqualTo("ada");
        assertThat(answer(cache.exists("user:1"))).isFalse();
        assertThat(load(plan, "ada")).isEqualTo("ada");
        assertThat(answer(cache.tagsOf("user:1"))).containsExactly("users", "user:1", "name:ada");
        answer(cache.deleteTags("name:ada"));
        assertThat(answer(cache.exists("user:1"))).isFalse();
    }

    @Test
    void aLoadThatBeganBeforeAnotherProcessDeletedItsTagIsNotJoined() {
        load(users, "v");
        answer(cache.delete("user:1"));
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletionStage<String> first = users.get(Args.of(1), () -> slow);
        CompletionStage<String> second = users.get(Args.of(1), () -> CompletableFuture.completedFuture("not needed"));
        answer(stored.get(0).endGenerations(List.of("user:1")));
        assertThat(load(users, "new")).isEqualTo("new");
        slow.complete("outdated");
        assertThat(answer(first)).isEqualTo("outdated");
        assertThat(answer(second)).isEqualTo("outdated");
        assertThat(load(users, "not needed")).isEqualTo("new");
    }

    @Test
    void manyWhoMeetANewTagShareOneLoad() {
        CompletableFuture<String> slow = new CompletableFuture<>();
        List<CompletionStage<String>> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(users.get(Args.of(1), () -> slow));
        }
        slow.complete("v");
        assertThat(waiting).allSatisfy(each -> assertThat(answer(each)).isEqualTo("v"));
        assertThat(taken()).containsOnlyOnce(WRITE);
    }
}
