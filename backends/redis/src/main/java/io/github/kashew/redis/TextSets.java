package io.github.kashew.redis;

import io.github.kashew.spi.SetStorage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sets of texts, which are sets of the server. */
final class TextSets implements SetStorage {

    private final Topology topology;
    private final Keys keys;

    TextSets(Topology topology, Keys keys) {
        this.topology = topology;
        this.keys = keys;
    }

    @Override
    public CompletionStage<Long> addToSet(String key, Collection<String> members, long deadline) {
        List<byte[]> arguments = new ArrayList<>(members.size() + 1);
        arguments.add(Deadlines.argument(deadline));
        members.forEach(member -> arguments.add(bytes(member)));
        return run(Script.ADD_TO_SET, key, arguments.toArray(byte[][]::new));
    }

    @Override
    public CompletionStage<Long> removeFromSet(String key, Collection<String> members) {
        return run(
                Script.REMOVE_FROM_SET,
                key,
                members.stream().map(TextSets::bytes).toArray(byte[][]::new));
    }

    @Override
    public CompletionStage<Set<String>> popFromSet(String key, int count) {
        return this.<List<Object>>run(Script.POP_FROM_SET, key, Deadlines.number(count))
                .thenApply(members -> {
                    Set<String> texts = new HashSet<>();
                    members.forEach(member -> texts.add(new String((byte[]) member, StandardCharsets.UTF_8)));
                    return texts;
                });
    }

    private static byte[] bytes(String member) {
        return member.getBytes(StandardCharsets.UTF_8);
    }

    private <T> CompletionStage<T> run(Script script, String key, byte[]... arguments) {
        Place place = Place.of(keys, key);
        return topology.nodeOf(place.slot())
                .<T>run(script, new byte[][] {place.name()}, arguments)
                .exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(Failures.ofChange(key, "a set", failure)));
    }
}
