package io.github.kashew.testkit;

import io.github.kashew.Entry;
import io.github.kashew.LeaseCommand;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import io.github.kashew.spi.KeyPattern;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    private final RandomGenerator random;
    private final long slack;

    /**
     * Makes steps.
     *
     * @param slack a half of the least distance between the end of a ttl and the moments at which one may look, for
     *     a store whose time goes on by itself; 0 for one whose time stands still
     */
    RandomSteps(RandomGenerator random, Duration slack) {
        this.random = random;
        this.slack = slack.toNanos();
    }

    private Ttl ttl() {
        Ttl ttl = one(TTLS);
        return ttl.isForever() ? ttl : Ttl.of(Duration.ofNanos(offGrid(ttl.nanos())));
    }

    /** Returns a while that no sum of passing times comes near. */
    private long offGrid(long nanos) {
        return nanos + slack;
    }

    private long onGrid(long nanos) {
        return slack == 0 ? nanos : Math.max(1, nanos / (2 * slack)) * (2 * slack);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static long deadline(ReferenceModel model, Ttl ttl) {
        return ttl.deadlineAfter(model.now());
    }

    /** Returns the next command, or a while that passes. */
    ScriptStep next() {
        String key = one(KEYS);
        return switch (random.nextInt(13)) {
            case 0, 1 -> write(key);
            case 2, 3 -> look(key);
            case 4 -> removal(key);
            case 5 -> deadline(key);
            case 6 -> counting(key);
            case 7 -> fields(key);
            case 8 -> members(key);
            case 9 -> lease(one(List.of("k0", "l0")), one(OWNERS));
            case 10 -> many();
            case 11 -> TagSteps.removal(random);
            default -> passing(onGrid(one(List.of(1L, 1L, 2L, 7L)) * SECOND / one(List.of(1L, 2L, 1000L))));
        };
    }

    private static ScriptStep passing(long nanos) {
        return new ScriptStep("pass " + nanos + " ns", cache -> cache.ping(), (model, actual) -> null, nanos);
    }

    private ScriptStep write(String key) {
        Object value = random.nextBoolean() ? "v" + random.nextInt(9) : (Object) (long) random.nextInt(-9, 9);
        Ttl ttl = ttl();
        String text = key + " = " + value + " for " + ttl;
        return switch (random.nextInt(6)) {
            case 0 ->
                ScriptStep.of(
                        "setIfAbsent " + text,
                        cache -> cache.setIfAbsent(key, value, ttl),
                        model -> model.setIfAbsent(key, value, deadline(model, ttl)));
            case 1 ->
                ScriptStep.of(
                        "setIfPresent " + text,
                        cache -> cache.setIfPresent(key, value, ttl),
                        model -> model.setIfPresent(key, value, deadline(model, ttl)));
            case 2, 3 -> TagSteps.write(random, key, value, ttl);
            default ->
                ScriptStep.of(
                        "set " + text,
                        cache -> cache.set(key, value, ttl),
                        model -> model.set(key, value, deadline(model, ttl)));
        };
    }

    private ScriptStep look(String key) {
        return one(ScriptStep.looksAt(key).subList(0, 5));
    }

    private ScriptStep removal(String key) {
        String other = one(KEYS);
        String pattern = one(PATTERNS);
        return switch (random.nextInt(random.nextInt(9) == 0 ? 4 : 2)) {
            case 0 ->
                ScriptStep.of("delete " + key, cache -> cache.delete(key), model -> model.delete(List.of(key)) > 0);
            case 1 ->
                ScriptStep.of(
                        "deleteMany " + key + ", " + other,
                        cache -> cache.deleteMany(List.of(key, other)),
                        model -> model.delete(List.of(key, other)));
            case 2 ->
                ScriptStep.of(
                        "deleteMatch " + pattern,
                        cache -> cache.deleteMatch(pattern),
                        model -> model.delete(matching(model, pattern)));
            default ->
                ScriptStep.of("clear", cache -> cache.clear().thenApply(done -> "cleared"), model -> {
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

    private ScriptStep deadline(String key) {
        Ttl ttl = ttl();
        return ScriptStep.of(
                "expire " + key + " in " + ttl,
                cache -> cache.expire(key, ttl),
                model -> model.expire(key, deadline(model, ttl)));
    }

    private ScriptStep counting(String key) {
        long by = random.nextInt(-3, 4);
        Ttl ttl = ttl();
        int limit = random.nextInt(4);
        Duration window = Duration.ofNanos(offGrid(WINDOW.toNanos()));
        return random.nextBoolean()
                ? ScriptStep.of(
                        "increment " + key + " by " + by + " for " + ttl,
                        cache -> cache.increment(key, by, ttl),
                        model -> model.increment(key, by, deadline(model, ttl)))
                : ScriptStep.of(
                        "slidingCount " + key + " up to " + limit,
                        cache -> cache.slidingCount(key, window, limit),
                        model -> model.event(key, window.toNanos(), limit));
    }

    private ScriptStep fields(String key) {
        int field = random.nextInt(6);
        long by = random.nextInt(-9, 10);
        return ScriptStep.of(
                "incrementBits " + key + "[" + field + "] by " + by,
                cache -> ScriptStep.bits(cache.incrementBits(key, ScriptStep.fields(field), by)),
                model -> List.of(model.incrementBits(
                        key, field, by, ScriptStep.fields(field).max())));
    }

    private ScriptStep members(String key) {
        Set<String> members = new TreeSet<>(List.of(one(MEMBERS), one(MEMBERS)));
        Ttl ttl = ttl();
        int count = random.nextInt(1, 4);
        return switch (random.nextInt(4)) {
            case 0 ->
                ScriptStep.of(
                        "removeFromSet " + key + " " + members,
                        cache -> cache.removeFromSet(key, members),
                        model -> model.removeFromSet(key, members));
            case 1 ->
                new ScriptStep(
                        "popFromSet " + key + " " + count,
                        cache -> cache.popFromSet(key, count),
                        (model, popped) -> popped(model, key, count, popped),
                        0);
            default ->
                ScriptStep.of(
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

    private ScriptStep lease(String name, String owner) {
        long nanos = offGrid(one(List.of(1L, 3L, 10L)) * SECOND);
        return switch (random.nextInt(3)) {
            case 0 ->
                ScriptStep.of(
                        "acquire " + name + " by " + owner,
                        cache -> cache.commands()
                                .acquireLease(new LeaseCommand.AcquireLease(name, owner, nanos))
                                .thenApply(grant -> grant != null),
                        model -> model.acquireLease(name, owner, nanos));
            case 1 ->
                ScriptStep.of(
                        "release " + name + " by " + owner,
                        cache -> cache.commands().releaseLease(new LeaseCommand.ReleaseLease(name, owner)),
                        model -> model.releaseLease(name, owner));
            default -> ScriptStep.of("isLeased " + name, cache -> cache.isLeased(name), model -> model.isLeased(name));
        };
    }

    private ScriptStep many() {
        List<String> keys = List.of(one(KEYS), one(KEYS), one(KEYS));
        String pattern = one(PATTERNS);
        Ttl ttl = ttl();
        return switch (random.nextInt(4)) {
            case 0 ->
                ScriptStep.of(
                        "getMany " + keys, cache -> cache.getMany(keys, String.class), model -> texts(model, keys));
            case 1 -> {
                Map<String, Object> values = new LinkedHashMap<>();
                keys.forEach(key -> values.put(key, "m" + random.nextInt(9)));
                yield ScriptStep.of(
                        "setMany " + values + " for " + ttl,
                        cache -> cache.setMany(values, ttl).thenApply(done -> "set"),
                        model -> {
                            values.forEach((key, value) -> model.set(key, value, deadline(model, ttl)));
                            return "set";
                        });
            }
            case 2 ->
                ScriptStep.of(
                        "scan " + pattern,
                        cache -> Answers.collected(cache.scan(pattern), Integer.MAX_VALUE)
                                .thenApply(TreeSet::new),
                        model -> matching(model, pattern));
            default ->
                ScriptStep.of(
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
