package io.github.kashew.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a key lies.
 *
 * @param key as the cache names it
 * @param name as the server names it
 * @param slot its slot
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, and places are not compared
record Place(String key, byte[] name, int slot) {

    static Place of(Keys keys, String key) {
        byte[] name = keys.name(key);
        return new Place(key, name, Keys.slot(name));
    }

    /** Returns the places of keys, in lists that one command may name; every list is at most {@code most} long. */
    static Collection<List<Place>> grouped(Collection<String> names, Keys keys, Topology topology, int most) {
        Map<Integer, List<Place>> open = new LinkedHashMap<>();
        List<List<Place>> groups = new ArrayList<>();
        for (String key : names) {
            Place place = of(keys, key);
            List<Place> group = open.get(topology.groupOf(place.slot));
            if (group == null || group.size() == most) {
                group = new ArrayList<>();
                groups.add(group);
                open.put(topology.groupOf(place.slot), group);
            }
            group.add(place);
        }
        return groups;
    }
}
