package io.github.kashew.testkit;

import io.github.kashew.Cache;
import io.github.kashew.Entry;
import io.github.kashew.KeyOperations;
import io.github.kashew.LeaseCommand;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.KeyPattern;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** An endless row of random commands on few keys. */
final class RandomSteps {

    static final List<String> KEYS = List.of("k0", "k1", "k2", "k3", "j0", "j1");

    private static final List<String> PATTERNS = List.of("*", "k*", "j?", "?1", "k2", "x*");
    private static final List<String> MEMBERS = List.of("a", "b", "c", "d");
    private static final List<String> OWNERS = List.of("me", "you");
    private static final List<Ttl> TTLS =
            List.of(Ttl.of("1s"), Ttl.of("2s"), Ttl.of("5s"), Ttl.of("30s"), Ttl.forever(), Ttl.forever());
    private static final long SECOND = 1_000_000_000;
    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final int FIELD_WIDTH = 3;

    private final RandomGenerator random;

    RandomSteps(RandomGenerator random) {
        this.random = random;
    }

    /**
     * One command.
     *
     * @param text what it is, for messages
     * @param onCache carries it out on the cache
     * @param onModel carries it out on the model; it is told what the cache answered
     * @param passing how many nanoseconds pass instead of a command, or 0
     */
    record Step(
            String text,
            Function<Cache, CompletionStage<?>> onCache,
            BiFunction<ReferenceModel, @Nullable Object, @Nullable Object> onModel,
            long passing) {}

    private static Step step(
            String text,
            Function<Cache, CompletionStage<?>> onCache,
            Function<ReferenceModel, @Nullable Object> onModel) {
        return new Step(text, onCache, (model, actual) -> onModel.apply(model), 0);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static long deadline(ReferenceModel model, Ttl ttl) {
        return ttl.deadlineAfter(model.now());
    }

    /** Returns the next command, or a while that passes. */
    Step next() {
        String key = one(KEYS);
        return switch (random.nextInt(12)) {
            case 0, 1 -> write(key);
            case 2, 3 -> look(key);
            case 4 -> removal(key);
            case 5 -> deadline(key);
            case 6 -> counting(key);
            case 7 -> fields(key);
            case 8 -> members(key);
            case 9 -> lease(one(List.of("k0", "l0")), one(OWNERS));
            case 10 -> many();
            default -> passing(one(List.of(1L, 1L, 2L, 7L)) * SECOND / one(List.of(1L, 2L, 1000L)));
        };
    }

    private static Step passing(long nanos) {
        return new Step("pass " + nanos + " ns", cache -> cache.ping(), (model, actual) -> null, nanos);
    }

    private Step write(String key) {
        Object value = random.nextBoolean() ? "v" + random.nextInt(9) : (Object) (long) random.nextInt(-9, 9);
        Ttl ttl = one(TTLS);
        String text = key + " = " + value + " for " + ttl;
        return switch (random.nextInt(4)) {
            case 0 ->
                step(
                        "setIfAbsent " + text,
                        cache -> cache.setIfAbsent(key, value, ttl),
                        model -> model.setIfAbsent(key, value, deadline(model, ttl)));
            case 1 ->
                step(
                        "setIfPresent " + text,
                        cache -> cache.setIfPresent(key, value, ttl),
                        model -> model.setIfPresent(key, value, deadline(model, ttl)));
            default ->
                step(
                        "set " + text,
                        cache -> cache.set(key, value, ttl),
                        model -> model.set(key, value, deadline(model, ttl)));
        };
    }

    private Step look(String key) {
        return one(looksAt(key).subList(0, 5));
    }

    /** Returns all that can be asked about a key; the last one empties it if it is a set. */
    static List<Step> looksAt(String key) {
        return List.of(
                step("get text " + key, cache -> cache.get(key, String.class), model -> model.get(key, String.class)),
                step("counter " + key, cache -> cache.counter(key), model -> model.get(key, Long.class)),
                step("exists " + key, cache -> cache.exists(key), model -> model.exists(key)),
                step("ttl " + key, cache -> cache.ttl(key), model -> left(model.deadline(key), model.now())),
                step(
                        "bits " + key,
                        cache -> bits(cache.getBits(key, fields(0, 5))),
                        model -> List.of(model.bits(key, 0), model.bits(key, 5))),
                new Step(
                        "pop all " + key,
                        cache -> cache.popFromSet(key, 99),
                        (model, popped) -> {
                            Set<String> members = model.members(key);
                            model.removeFromSet(key, members);
                            return members;
                        },
                        0));
    }

    private static @Nullable Duration left(@Nullable Long deadline, long now) {
        if (deadline == null) {
            return null;
        }
        return deadline == Entry.NEVER ? KeyOperations.FOREVER : Duration.ofNanos(deadline - now);
    }

    private static BitFields fields(long... indexes) {
        return BitFields.of(FIELD_WIDTH, indexes);
    }

    private static CompletionStage<List<Long>> bits(CompletionStage<long[]> fields) {
        return fields.thenApply(numbers -> Arrays.stream(numbers).boxed().toList());
    }

    private Step removal(String key) {
        String other = one(KEYS);
        String pattern = one(PATTERNS);
        return switch (random.nextInt(random.nextInt(9) == 0 ? 4 : 2)) {
            case 0 -> step("delete " + key, cache -> cache.delete(key), model -> model.delete(List.of(key)) > 0);
            case 1 ->
                step(
                        "deleteMany " + key + ", " + other,
                        cache -> cache.deleteMany(List.of(key, other)),
                        model -> model.delete(List.of(key, other)));
            case 2 ->
                step(
                        "deleteMatch " + pattern,
                        cache -> cache.deleteMatch(pattern),
                        model -> model.delete(matching(model, pattern)));
            default ->
                step("clear", cache -> cache.clear().thenApply(done -> "cleared"), model -> {
                    model.clear();
                    return "cleared";
                });
        };
    }

    private static Set<String> matching(ReferenceModel model, String pattern) {
        Set<String> keys = new TreeSet<>(model.keys());
        keys.removeIf(key -> !KeyPattern.of(pattern).matches(key));
        return keys;
    }

    private Step deadline(String key) {
        Ttl ttl = one(TTLS);
        return step(
                "expire " + key + " in " + ttl,
                cache -> cache.expire(key, ttl),
                model -> model.expire(key, deadline(model, ttl)));
    }

    private Step counting(String key) {
        long by = random.nextInt(-3, 4);
        Ttl ttl = one(TTLS);
        int limit = random.nextInt(4);
        return random.nextBoolean()
                ? step(
                        "increment " + key + " by " + by + " for " + ttl,
                        cache -> cache.increment(key, by, ttl),
                        model -> model.increment(key, by, deadline(model, ttl)))
                : step(
                        "slidingCount " + key + " up to " + limit,
                        cache -> cache.slidingCount(key, WINDOW, limit),
                        model -> model.event(key, WINDOW.toNanos(), limit));
    }

    private Step fields(String key) {
        int field = random.nextInt(6);
        long by = random.nextInt(-9, 10);
        return step(
                "incrementBits " + key + "[" + field + "] by " + by,
                cache -> bits(cache.incrementBits(key, fields(field), by)),
                model -> List.of(
                        model.incrementBits(key, field, by, fields(field).max())));
    }

    private Step members(String key) {
        Set<String> members = new TreeSet<>(List.of(one(MEMBERS), one(MEMBERS)));
        Ttl ttl = one(TTLS);
        int count = random.nextInt(1, 4);
        return switch (random.nextInt(4)) {
            case 0 ->
                step(
                        "removeFromSet " + key + " " + members,
                        cache -> cache.removeFromSet(key, members),
                        model -> model.removeFromSet(key, members));
            case 1 ->
                new Step(
                        "popFromSet " + key + " " + count,
                        cache -> cache.popFromSet(key, count),
                        (model, popped) -> popped(model, key, count, popped),
                        0);
            default ->
                step(
                        "addToSet " + key + " " + members + " for " + ttl,
                        cache -> cache.addToSet(key, members, ttl),
                        model -> model.addToSet(key, members, deadline(model, ttl)));
        };
    }

    /** Follows the choice of the cache if it is a legal one, and says what would be if it is not. */
    private static Object popped(ReferenceModel model, String key, int count, @Nullable Object popped) {
        Set<String> members = model.members(key);
        if (popped instanceof Set<?> chosen
                && members.containsAll(chosen)
                && chosen.size() == Math.min(count, members.size())) {
            model.removeFromSet(key, chosen.stream().map(String::valueOf).toList());
            return chosen;
        }
        return count + " of " + members;
    }

    private Step lease(String name, String owner) {
        long nanos = one(List.of(1L, 3L, 10L)) * SECOND;
        return switch (random.nextInt(3)) {
            case 0 ->
                step(
                        "acquire " + name + " by " + owner,
                        cache -> cache.commands()
                                .acquireLease(new LeaseCommand.AcquireLease(name, owner, nanos))
                                .thenApply(grant -> grant != null),
                        model -> model.acquireLease(name, owner, nanos));
            case 1 ->
                step(
                        "release " + name + " by " + owner,
                        cache -> cache.commands().releaseLease(new LeaseCommand.ReleaseLease(name, owner)),
                        model -> model.releaseLease(name, owner));
            default -> step("isLeased " + name, cache -> cache.isLeased(name), model -> model.isLeased(name));
        };
    }

    private Step many() {
        List<String> keys = List.of(one(KEYS), one(KEYS), one(KEYS));
        String pattern = one(PATTERNS);
        Ttl ttl = one(TTLS);
        return switch (random.nextInt(4)) {
            case 0 -> step("getMany " + keys, cache -> cache.getMany(keys, String.class), model -> texts(model, keys));
            case 1 -> {
                Map<String, Object> values = new LinkedHashMap<>();
                keys.forEach(key -> values.put(key, "m" + random.nextInt(9)));
                yield step(
                        "setMany " + values + " for " + ttl,
                        cache -> cache.setMany(values, ttl).thenApply(done -> "set"),
                        model -> {
                            values.forEach((key, value) -> model.set(key, value, deadline(model, ttl)));
                            return "set";
                        });
            }
            case 2 ->
                step(
                        "scan " + pattern,
                        cache -> Answers.collected(cache.scan(pattern), Integer.MAX_VALUE)
                                .thenApply(TreeSet::new),
                        model -> matching(model, pattern));
            default ->
                step(
                        "getMatch " + pattern,
                        cache -> Answers.collected(cache.getMatch(pattern, TypeRef.of(String.class)), Integer.MAX_VALUE)
                                .thenApply(RandomSteps::values),
                        model -> texts(model, matching(model, pattern)));
        };
    }

    private static Map<String, Object> values(List<Map.Entry<String, Entry<String>>> found) {
        Map<String, Object> values = new TreeMap<>();
        found.forEach(match -> values.put(match.getKey(), match.getValue().value()));
        return values;
    }

    private static Map<String, Object> texts(ReferenceModel model, Iterable<String> keys) {
        Map<String, Object> texts = new TreeMap<>();
        for (String key : keys) {
            Object text = model.get(key, String.class);
            if (text != null) {
                texts.put(key, text);
            }
        }
        return texts;
    }
}
