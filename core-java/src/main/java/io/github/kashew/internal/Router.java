package io.github.kashew.internal;

import io.github.kashew.Commands;
import io.github.kashew.Entry;
import io.github.kashew.KeyCommand;
import io.github.kashew.LeaseCommand;
import io.github.kashew.Lookup;
import io.github.kashew.NumberCommand;
import io.github.kashew.SetCommand;
import io.github.kashew.StoreCommand;
import io.github.kashew.TagCommand;
import io.github.kashew.TagGenerations;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.ConcatPublisher;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.LeaseGrant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Sends each command to the route of its key, and parts commands of several keys among their routes. */
final class Router implements Commands {

    private final Routes routes;

    Router(Routes routes) {
        this.routes = routes;
    }

    private Commands of(String key) {
        return routes.ofAny(key).commands();
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<Lookup<V>> get(ValueCommand.Get<V> command) {
        return of(command.key()).get(command);
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<List<Lookup<V>>> getMany(ValueCommand.GetMany<V> command) {
        List<String> keys = command.keys();
        Route only = onlyRoute(keys);
        if (only != null) {
            return only.commands().getMany(command);
        }
        Map<Route, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            places.computeIfAbsent(routes.ofAny(keys.get(i)), route -> new ArrayList<>())
                    .add(i);
        }
        List<CompletionStage<List<Lookup<V>>>> parts = places.entrySet().stream()
                .map(part -> part.getKey()
                        .commands()
                        .getMany(new ValueCommand.GetMany<>(
                                part.getValue().stream().map(keys::get).toList(), command.type())))
                .toList();
        return Stages.map(Stages.all(parts), answers -> inOrder(keys.size(), places, answers));
    }

    /** Returns the route of all keys, or null if there are several. */
    private @Nullable Route onlyRoute(List<String> keys) {
        Route first = null;
        for (String key : keys) {
            Route route = routes.of(key);
            if (first != null && first != route) {
                return null;
            }
            first = route;
        }
        return first;
    }

    private static <V extends @Nullable Object> List<Lookup<V>> inOrder(
            int size, Map<Route, List<Integer>> places, List<List<Lookup<V>>> answers) {
        @SuppressWarnings("unchecked") // filled with look-ups only
        Lookup<V>[] ordered = (Lookup<V>[]) new Lookup<?>[size];
        int part = 0;
        for (List<Integer> indexes : places.values()) {
            List<Lookup<V>> answer = answers.get(part++);
            for (int i = 0; i < indexes.size(); i++) {
                ordered[indexes.get(i)] = answer.get(i);
            }
        }
        return Arrays.asList(ordered);
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<Flow.Publisher<Map.Entry<String, Entry<V>>>> getMatch(
            ValueCommand.GetMatch<V> command) {
        return concatenated(command.pattern(), commands -> commands.getMatch(command));
    }

    @Override
    public CompletionStage<Flow.Publisher<String>> scan(KeyCommand.Scan command) {
        return concatenated(command.pattern(), commands -> commands.scan(command));
    }

    private <T> CompletionStage<Flow.Publisher<T>> concatenated(
            String pattern, Function<Commands, CompletionStage<Flow.Publisher<T>>> part) {
        return Stages.map(
                Stages.all(meeting(pattern).stream().map(part).toList()),
                publishers -> publishers.size() == 1 ? publishers.get(0) : new ConcatPublisher<>(publishers));
    }

    private List<Commands> meeting(String pattern) {
        return routes.meeting(KeyPattern.of(pattern).literalPrefix()).stream()
                .map(Route::commands)
                .toList();
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<Boolean> set(ValueCommand.Set<V> command) {
        return of(command.key()).set(command);
    }

    @Override
    public <V extends @Nullable Object> CompletionStage<@Nullable Void> setMany(ValueCommand.SetMany<V> command) {
        Map<Route, Map<String, Entry<V>>> parts = new LinkedHashMap<>();
        command.entries()
                .forEach((key, entry) -> parts.computeIfAbsent(routes.ofAny(key), route -> new LinkedHashMap<>())
                        .put(key, entry));
        return whenAll(parts.entrySet().stream()
                .map(part ->
                        part.getKey().commands().setMany(new ValueCommand.SetMany<>(part.getValue(), command.type())))
                .toList());
    }

    private static <R extends @Nullable Object> CompletionStage<@Nullable Void> whenAll(
            List<CompletionStage<R>> stages) {
        return Stages.map(Stages.all(stages), ignored -> null);
    }

    private static CompletionStage<Long> sum(List<CompletionStage<Long>> stages) {
        ToLongFunction<Long> value = Long::longValue;
        return Stages.map(
                Stages.all(stages), numbers -> numbers.stream().mapToLong(value).sum());
    }

    @Override
    public CompletionStage<@Nullable Object> getRaw(ValueCommand.GetRaw command) {
        return of(command.key()).getRaw(command);
    }

    @Override
    public CompletionStage<@Nullable Void> setRaw(ValueCommand.SetRaw command) {
        return of(command.key()).setRaw(command);
    }

    @Override
    public CompletionStage<Boolean> delete(KeyCommand.Delete command) {
        return of(command.key()).delete(command);
    }

    @Override
    public CompletionStage<Long> deleteMany(KeyCommand.DeleteMany command) {
        Map<Route, List<String>> parts = new LinkedHashMap<>();
        command.keys()
                .forEach(key -> parts.computeIfAbsent(routes.ofAny(key), route -> new ArrayList<>())
                        .add(key));
        return sum(parts.entrySet().stream()
                .map(part -> part.getKey().commands().deleteMany(new KeyCommand.DeleteMany(part.getValue())))
                .toList());
    }

    @Override
    public CompletionStage<Long> deleteMatch(KeyCommand.DeleteMatch command) {
        return sum(meeting(command.pattern()).stream()
                .map(commands -> commands.deleteMatch(command))
                .toList());
    }

    @Override
    public CompletionStage<Boolean> exists(KeyCommand.Exists command) {
        return of(command.key()).exists(command);
    }

    @Override
    public CompletionStage<Boolean> expire(KeyCommand.Expire command) {
        return of(command.key()).expire(command);
    }

    @Override
    public CompletionStage<@Nullable Long> timeToLive(KeyCommand.TimeToLive command) {
        return of(command.key()).timeToLive(command);
    }

    @Override
    public CompletionStage<Long> size(KeyCommand.Size command) {
        return of(command.key()).size(command);
    }

    @Override
    public CompletionStage<Long> increment(NumberCommand.Increment command) {
        return of(command.key()).increment(command);
    }

    @Override
    public CompletionStage<long[]> getBits(NumberCommand.GetBits command) {
        return of(command.key()).getBits(command);
    }

    @Override
    public CompletionStage<long[]> incrementBits(NumberCommand.IncrementBits command) {
        return of(command.key()).incrementBits(command);
    }

    @Override
    public CompletionStage<Long> slidingCount(NumberCommand.SlidingCount command) {
        return of(command.key()).slidingCount(command);
    }

    @Override
    public CompletionStage<Long> addToSet(SetCommand.AddToSet command) {
        return of(command.key()).addToSet(command);
    }

    @Override
    public CompletionStage<Long> removeFromSet(SetCommand.RemoveFromSet command) {
        return of(command.key()).removeFromSet(command);
    }

    @Override
    public CompletionStage<Set<String>> popFromSet(SetCommand.PopFromSet command) {
        return of(command.key()).popFromSet(command);
    }

    @Override
    public CompletionStage<@Nullable LeaseGrant> acquireLease(LeaseCommand.AcquireLease command) {
        return of(command.key()).acquireLease(command);
    }

    @Override
    public CompletionStage<Boolean> renewLease(LeaseCommand.RenewLease command) {
        return of(command.key()).renewLease(command);
    }

    @Override
    public CompletionStage<Boolean> releaseLease(LeaseCommand.ReleaseLease command) {
        return of(command.key()).releaseLease(command);
    }

    @Override
    public CompletionStage<Boolean> isLeased(LeaseCommand.IsLeased command) {
        return of(command.key()).isLeased(command);
    }

    @Override
    public CompletionStage<@Nullable TagGenerations> captureTags(TagCommand.CaptureTags command) {
        return of(command.key()).captureTags(command);
    }

    @Override
    public CompletionStage<List<String>> tagsOf(TagCommand.TagsOf command) {
        return of(command.key()).tagsOf(command);
    }

    @Override
    public CompletionStage<@Nullable Void> deleteTags(TagCommand.DeleteTags command) {
        return whenAll(each(commands -> commands.deleteTags(command)));
    }

    @Override
    public CompletionStage<@Nullable Void> ping(StoreCommand.Ping command) {
        return whenAll(each(commands -> commands.ping(command)));
    }

    @Override
    public CompletionStage<Long> count(StoreCommand.Count command) {
        return sum(each(commands -> commands.count(command)));
    }

    @Override
    public CompletionStage<Long> purge(StoreCommand.Purge command) {
        return sum(each(commands -> commands.purge(command)));
    }

    @Override
    public CompletionStage<@Nullable Void> clear(StoreCommand.Clear command) {
        return whenAll(each(commands -> commands.clear(command)));
    }

    private <R extends @Nullable Object> List<CompletionStage<R>> each(Function<Commands, CompletionStage<R>> part) {
        return routes.all().stream().map(Route::commands).map(part).toList();
    }
}
