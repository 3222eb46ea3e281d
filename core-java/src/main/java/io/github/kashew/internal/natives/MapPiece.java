package io.github.kashew.internal.natives;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map, in the order of its iteration. */
record MapPiece<K, V>(Piece<K> key, Piece<V> value) implements Piece<Map<@Nullable K, @Nullable V>> {

    @Override
    public String shape() {
        return "map<" + key.shape() + "," + value.shape() + ">";
    }

    @Override
    public void write(Map<@Nullable K, @Nullable V> map, CodedOutputStream to) throws IOException {
        Elements.writeCount(map.size(), to);
        for (Map.Entry<@Nullable K, @Nullable V> each : map.entrySet()) {
            Elements.write(each.getKey(), key, to);
            Elements.write(each.getValue(), value, to);
        }
    }

    @Override
    public Map<@Nullable K, @Nullable V> read(CodedInputStream from) throws IOException {
        int count = Elements.readCount(from);
        Map<@Nullable K, @Nullable V> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            K name = Elements.read(key, from);
            map.put(name, Elements.read(value, from));
        }
        return map;
    }
}
