package io.github.kashew.objects;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Which collection is made for a declared one; what keeps its order where the declared type leaves it open. */
final class Containers {
    /** Room is made for no more than this at once, as a count is only a promise. */
    private static final int MAX_ROOM = 1_024;

    @SuppressWarnings("JdkObsolete") // an application declared the LinkedList
    private static final Map<Class<?>, IntFunction<Collection<@Nullable Object>>> COLLECTIONS = Map.ofEntries(
            Map.entry(Iterable.class, Containers::list),
            Map.entry(Collection.class, Containers::list),
            Map.entry(List.class, Containers::list),
            Map.entry(ArrayList.class, Containers::list),
            Map.entry(LinkedList.class, count -> new LinkedList<>()),
            Map.entry(CopyOnWriteArrayList.class, count -> new CopyOnWriteArrayList<>()),
            Map.entry(Queue.class, count -> new ArrayDeque<>()),
            Map.entry(Deque.class, count -> new ArrayDeque<>()),
            Map.entry(ArrayDeque.class, count -> new ArrayDeque<>()),
            Map.entry(Set.class, count -> new LinkedHashSet<>()),
            Map.entry(HashSet.class, count -> new HashSet<>()),
            Map.entry(LinkedHashSet.class, count -> new LinkedHashSet<>()),
            Map.entry(SortedSet.class, count -> new TreeSet<>()),
            Map.entry(NavigableSet.class, count -> new TreeSet<>()),
            Map.entry(TreeSet.class, count -> new TreeSet<>()));

    private static final Map<Class<?>, IntFunction<Map<@Nullable Object, @Nullable Object>>> MAPS = Map.ofEntries(
            Map.entry(Map.class, count -> new LinkedHashMap<>()),
            Map.entry(HashMap.class, count -> new HashMap<>()),
            Map.entry(LinkedHashMap.class, count -> new LinkedHashMap<>()),
            Map.entry(SortedMap.class, count -> new TreeMap<>()),
            Map.entry(NavigableMap.class, count -> new TreeMap<>()),
            Map.entry(TreeMap.class, count -> new TreeMap<>()),
            Map.entry(ConcurrentMap.class, count -> new ConcurrentHashMap<>()),
            Map.entry(ConcurrentHashMap.class, count -> new ConcurrentHashMap<>()));

    private Containers() {}

    static boolean isCollection(Class<?> raw) {
        return COLLECTIONS.containsKey(raw) || raw == EnumSet.class;
    }

    static boolean isMap(Class<?> raw) {
        return MAPS.containsKey(raw) || raw == EnumMap.class;
    }

    static IntFunction<Collection<@Nullable Object>> collection(ResolvedType type) {
        IntFunction<Collection<@Nullable Object>> known = COLLECTIONS.get(type.raw());
        return known != null ? known : enumSet(type.argument(0).raw());
    }

    static IntFunction<Map<@Nullable Object, @Nullable Object>> map(ResolvedType type) {
        IntFunction<Map<@Nullable Object, @Nullable Object>> known = MAPS.get(type.raw());
        return known != null ? known : enumMap(type.argument(0).raw());
    }

    private static Collection<@Nullable Object> list(int count) {
        return new ArrayList<>(Math.min(count, MAX_ROOM));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the class is an enum, or the element is refused
    private static IntFunction<Collection<@Nullable Object>> enumSet(Class<?> constants) {
        return count -> (Collection) EnumSet.noneOf((Class) constants);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the class is an enum, or the key is refused
    private static IntFunction<Map<@Nullable Object, @Nullable Object>> enumMap(Class<?> constants) {
        return count -> (Map) new EnumMap((Class) constants);
    }
}
