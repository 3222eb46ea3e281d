package io.github.kashew.testkit;

import io.github.kashew.Ttl;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Random commands that have to do with tags. */
final class TagSteps {

    private static final List<String> TAGS = List.of("s", "t", "u");

    private TagSteps() {}

    private static Set<String> tags(RandomGenerator random) {
        return new TreeSet<>(List.of(TAGS.get(random.nextInt(3)), TAGS.get(random.nextInt(3))));
    }

    /** Returns one that stores a value with tags. */
    static ScriptStep write(RandomGenerator random, String key, Object value, Ttl ttl) {
        Set<String> tags = tags(random);
        return ScriptStep.of(
                "set " + key + " = " + value + " for " + ttl + " with " + tags,
                cache -> cache.set(key, value, ttl, tags),
                model -> model.set(key, value, ttl.deadlineAfter(model.now()), tags));
    }

    /** Returns one that deletes tags, or, more rarely, removes what that has made invalid. */
    static ScriptStep removal(RandomGenerator random) {
        Set<String> tags = tags(random);
        return random.nextInt(4) == 0
                ? ScriptStep.of("purge", cache -> cache.purge(), ReferenceModel::purge)
                : ScriptStep.of(
                        "deleteTags " + tags, cache -> cache.deleteTags(tags).thenApply(done -> "deleted"), model -> {
                            model.deleteTags(tags);
                            return "deleted";
                        });
    }
}
