package io.github.kashew.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.kashew.TypeRef;
import io.github.kashew.codec.TypeCodec;
import io.github.kashew.error.CodecException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.collections4.Transformer;
import org.apache.commons.collections4.functors.ChainedTransformer;
import org.apache.commons.collections4.functors.ConstantTransformer;
import org.apache.commons.collections4.functors.InvokerTransformer;
import org.apache.commons.collections4.map.LazyMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bytes that anybody may have written: a value of the declared type, or an exception, and little memory. */
class HostileBytesTest {
    private static final Type ORDERS = new TypeRef<Map<String, List<Shop.Order>>>() {}.type();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final Set<Map.Entry<String, Set<Integer>>> NONE = Set.of();

    private final ObjectCodec codec = new ObjectCodec();

    @Test
    void mutatedBytesAreAValueOfTheDeclaredTypeOrAnException() {
        Random random = new Random(7);
        TypeCodec<?> shop = codec.of(Shop.Order.class);
        List<byte[]> originals = IntStream.range(0, 50)
                .mapToObj(i -> RoundTrip.encode(codec, Shop.Order.class, Shop.order(new Random(i), i % 3)))
                .toList();
        int values = 0;
        int refused = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = originals.get(i % originals.size()).clone();
            mutate(bytes, random);
            Object value;
            try {
                value = shop.decode(ByteBuffer.wrap(bytes));
            } catch (RuntimeException expected) {
                refused++;
                continue;
            }
            assertThat(parts(value)).isPositive();
            values++;
        }
        assertThat(values).isPositive();
        assertThat(refused).isPositive();
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] bytes = RoundTrip.encode(codec, ORDERS, Map.of("k", List.of(Shop.order(new Random(3), 1))));
        for (int length = 0; length < bytes.length; length++) {
            byte[] head = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> RoundTrip.decode(codec, ORDERS, head)).isInstanceOf(CodecException.class);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> RoundTrip.decode(codec, ORDERS, longer)).hasMessageContaining("after the end");
    }

    @Test
    void randomBytesTakeLittleMemory() {
        Random random = new Random(11);
        List<TypeCodec<?>> codecs = List.of(
                codec.of(ORDERS),
                codec.of(Shop.Order.class),
                codec.of(long[][].class),
                codec.of(Mixed.class),
                codec.of(Person.class));
        byte[] bytes = new byte[4_096];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(bytes);
            TypeCodec<?> each = codecs.get(i % codecs.size());
            assertThat(allocated(each, bytes)).isLessThan(64L * bytes.length);
        }
    }

    @Test
    void forgedCountsTakeLittleMemory() {
        for (Type type : List.of(byte[].class, long[].class, String[].class, String.class, ORDERS, int[][].class)) {
            for (long count : new long[] {1L << 31, (1L << 31) - 1, 1L << 32, 1L << 28, 65_536}) {
                byte[] bytes = Arrays.copyOf(varint(count), 64);
                assertThat(allocated(codec.of(type), bytes))
                        .as(type + " " + count)
                        .isLessThan(16_384);
            }
        }
    }

    @Test
    void deepNestingIsRefusedBeforeTheStackEnds() {
        byte[] ones = new byte[1_000_000];
        Arrays.fill(ones, (byte) 1);

        assertThatThrownBy(() -> RoundTrip.decode(codec, ObjectCodecTest.Node.class, ones))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("nested deeper");
    }

    @Test
    @DisplayName("V12, V13: streams of gadgets and names of classes run nothing and are no values")
    void gadgetsRunNothingAndAreNoValues() {
        Gadgets.ran = false;
        List<byte[]> streams = List.of(
                serialized(LazyMap.lazyMap(new TreeMap<>(), chain())),
                serialized((java.io.Serializable) chain()),
                serialized(setOfDeath()),
                serialized((java.io.Serializable) Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Map.class, java.io.Serializable.class},
                        new Gadgets())));
        for (Type type : List.of(Shop.Order.class, ORDERS, Person.class, Mixed.class, ObjectCodecTest.Node.class)) {
            for (byte[] stream : streams) {
                assertThatThrownBy(() -> RoundTrip.decode(codec, type, stream)).isInstanceOf(RuntimeException.class);
            }
        }
        assertThat(Gadgets.ran).isFalse();
    }

    @Test
    @DisplayName("V13, V16: bytes initialize no class that they do not hold")
    void bytesInitializeNoClassThatTheyDoNotHold() {
        byte[] bytes = RoundTrip.encode(codec, Lazily.class, new Loaded.First(1));

        RoundTrip.decode(codec, Lazily.class, bytes);

        assertThat(Loaded.initialized).containsExactly("First");
    }

    private static void mutate(byte[] bytes, Random random) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt(4) : random.nextInt());
        }
    }

    /** Reads each part as what it is declared as: a wrong class in any of them is a ClassCastException. */
    private static long parts(Object value) {
        Shop.Order order = (Shop.Order) value;
        long sum = 1;
        for (Shop.Item item : order.items() == null ? List.<Shop.Item>of() : order.items()) {
            sum += item == null || item.colour() == null
                    ? 0
                    : item.colour().hex().length();
        }
        for (Map.Entry<String, Set<Integer>> tag :
                order.tags() == null ? NONE : order.tags().entrySet()) {
            sum += tag.getKey() == null ? 0 : tag.getKey().length();
            for (Integer number : tag.getValue() == null ? Set.<Integer>of() : tag.getValue()) {
                sum += number == null ? 0 : number & 1;
            }
        }
        if (order.payment() != null && order.payment().orElse(null) instanceof Shop.Card<Instant> card) {
            sum += card.extra() == null ? 0 : card.extra().getNano();
        }
        return order.previous() == null ? sum : sum + parts(order.previous());
    }

    private static long allocated(TypeCodec<?> codec, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            codec.decode(buffer);
        } catch (RuntimeException expected) {
            // what it took is what counts
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long left = value;
        while (left > 127) {
            out.write((int) (left & 127 | 128));
            left >>>= 7;
        }
        out.write((int) left);
        return out.toByteArray();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // as the gadget is found in the wild
    private static Transformer<Object, Object> chain() {
        return new ChainedTransformer(
                new ConstantTransformer(new Gadgets()), new InvokerTransformer("run", new Class<?>[0], new Object[0]));
    }

    private static HashSet<Object> setOfDeath() {
        HashSet<Object> root = new HashSet<>();
        Set<Object> left = root;
        for (int i = 0; i < 30; i++) {
            Set<Object> next = new LinkedHashSet<>(Set.of("x" + i));
            left.add(next);
            left = next;
        }
        return root;
    }

    private static byte[] serialized(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    sealed interface Lazily permits Loaded.First, Loaded.Second {}
}
