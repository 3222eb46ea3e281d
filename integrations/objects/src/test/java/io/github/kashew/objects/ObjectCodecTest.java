package io.github.kashew.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.TypeRef;
import io.github.kashew.codec.Codec;
import io.github.kashew.error.CodecException;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ObjectCodecTest {
    private final ObjectCodec codec = new ObjectCodec();

    @Test
    void randomOrdersComeBackEqual() {
        for (int seed = 0; seed < 2_000; seed++) {
            RoundTrip.isEqual(Shop.Order.class, Shop.order(new Random(seed), seed % 5));
        }
    }

    @Test
    void recordsWithNullsComeBackEqual() {
        RoundTrip.isEqual(Shop.Order.class, new Shop.Order(null, null, null, null, null, null, -0.0, null));
        RoundTrip.isEqual(new TypeRef<List<String>>() {}.type(), Arrays.asList("a", null, ""));
    }

    @Test
    void theJdksValuesComeBackEqual() {
        List<Object> values = List.of(
                true,
                (byte) -1,
                Short.MIN_VALUE,
                '\uffff',
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                Float.NaN,
                Double.MIN_VALUE,
                BigInteger.TEN.pow(99).negate(),
                OptionalInt.of(-3),
                OptionalInt.empty(),
                OptionalLong.of(9),
                OptionalDouble.of(.5),
                new Date(12),
                URI.create("a:b"),
                Locale.CANADA_FRENCH,
                Currency.getInstance("EUR"),
                Duration.ofNanos(-1),
                LocalDateTime.MAX,
                OffsetDateTime.MIN,
                OffsetTime.MAX,
                Period.of(1, -2, 3),
                Year.of(-5),
                YearMonth.of(2, 3),
                MonthDay.of(2, 29),
                ZoneOffset.ofHours(-7),
                java.time.Instant.MIN,
                LocalDateTime.of(2024, 10, 27, 2, 30)
                        .atZone(ZoneId.of("Europe/Berlin"))
                        .withLaterOffsetAtOverlap(),
                new int[0].length,
                "\ud800 half a pair",
                "😀",
                "");
        for (Object value : values) {
            RoundTrip.isEqual(value.getClass(), value);
        }
        RoundTrip.isEqual(ZoneId.class, ZoneId.of("Europe/Berlin"));
        RoundTrip.isEqual(ZonedDateTime.class, ZonedDateTime.of(LocalDateTime.MIN.plusYears(1), ZoneOffset.UTC));
    }

    @Test
    void theJdksCollectionsComeBackEqual() {
        RoundTrip.isEqual(new TypeRef<List<Integer>>() {}.type(), Collections.unmodifiableList(List.of(1, 2)));
        RoundTrip.isEqual(new TypeRef<Map<String, int[]>>() {}.type(), new HashMap<>());
        RoundTrip.isEqual(new TypeRef<TreeSet<String>>() {}.type(), new TreeSet<>(List.of("b", "a")));
        RoundTrip.isEqual(new TypeRef<EnumSet<Shop.Colour>>() {}.type(), EnumSet.of(Shop.Colour.GREEN));
        RoundTrip.isEqual(
                new TypeRef<EnumMap<Shop.Colour, String>>() {}.type(), new EnumMap<>(Map.of(Shop.Colour.GREEN, "g")));
        RoundTrip.isEqual(byte[][].class, new byte[][] {{1}, {}, null});
        RoundTrip.isEqual(Integer[].class, new Integer[] {1, null});
        RoundTrip.isEqual(char[].class, new char[] {'a', '\ud800'});
    }

    @Test
    void kotlinsClassesComeBackEqual() {
        RoundTrip.isEqual(Person.class, KotlinValues.person());
        RoundTrip.isEqual(Plain.class, KotlinValues.plain());
        RoundTrip.isEqual(Mixed.class, KotlinValues.mixed());
        assertThat(RoundTrip.through(Event.class, Event.Closed.INSTANCE)).isSameAs(Event.Closed.INSTANCE);
        Point point = (Point) RoundTrip.through(Point.class, new Point(1, 2));
        assertThat(point.getY()).isEqualTo(1);
    }

    @Test
    void whatIsReadPassesTheChecksOfItsConstructor() {
        byte[] empty = {1, 1};
        byte[] missing = {1, 0};

        assertThatThrownBy(() -> RoundTrip.decode(codec, Checked.class, empty)).hasMessageContaining("no name");
        assertThatThrownBy(() -> RoundTrip.decode(codec, Checked.class, missing))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void plainClassesKeepTheFieldsOfTheirParents() {
        Employee employee = new Employee("Ann", 7, 3);
        Employee back = (Employee) RoundTrip.through(Employee.class, employee);

        assertThat(back.name).isEqualTo("Ann");
        assertThat(back.salary).isEqualTo(7);
        assertThat(back.notStored).isEqualTo(0);
    }

    @Test
    void openTypesAreRefusedWithThePathToThem() {
        assertThatThrownBy(() -> codec.of(Holder.class))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Holder.things<E>.what: java.lang.Object cannot be stored");
        assertThatThrownBy(() -> codec.of(Open.class)).hasMessageContaining("ObjectCodec.allowing");
        assertThatThrownBy(() -> codec.of(Thread.class)).hasMessageContaining("java.lang.Thread");
        assertThatThrownBy(() -> codec.of(Inner.class)).hasMessageContaining("make the class static");
        assertThatThrownBy(() -> codec.of(List.class)).hasMessageContaining("java.lang.Object");
        assertThat(codec.supports(Holder.class)).isFalse();
        assertThat(codec.supports(Shop.Order.class)).isTrue();
    }

    @Test
    void allowedClassesMayStandForOpenOnes() {
        Codec allowing = ObjectCodec.allowing(Opened.class);
        Type type = new TypeRef<List<Open>>() {}.type();

        assertThat(RoundTrip.decode(allowing, type, RoundTrip.encode(allowing, type, List.of(new Opened(3)))))
                .isEqualTo(List.of(new Opened(3)));
        assertThatThrownBy(() -> RoundTrip.encode(allowing, type, List.of(new OtherOpened())))
                .hasMessageContaining("OtherOpened")
                .hasMessageContaining("ObjectCodec.allowing");
    }

    @Test
    void aSubclassIsRefusedWhereItsParentIsDeclared() {
        assertThatThrownBy(() -> RoundTrip.encode(codec, Named.class, new Employee("a", 1, 2)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Employee stands where");
        assertThatThrownBy(() -> RoundTrip.encode(codec, Date.class, new java.sql.Timestamp(1)))
                .hasMessageContaining("java.sql.Timestamp");
        assertThatThrownBy(() -> RoundTrip.encode(
                        codec, new TypeRef<Map<String, Integer>>() {}.type(), new TreeMap<>(Comparator.reverseOrder())))
                .hasMessageContaining("comparator");
    }

    @Test
    void aCycleIsRefused() {
        Node node = new Node();
        node.next = node;

        assertThatThrownBy(() -> RoundTrip.encode(codec, Node.class, node))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("refers to itself");
    }

    @Test
    void aTypeThatGrowsWithinItselfIsRefused() {
        assertThatThrownBy(() -> codec.of(new TypeRef<Growing<String>>() {}.type()))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("leads to more than");
    }

    @Test
    void largeValuesComeBackEqual() {
        List<Integer> many = new Random(1).ints(100_000).boxed().toList();

        assertThat(RoundTrip.through(new TypeRef<List<Integer>>() {}.type(), many))
                .isEqualTo(many);
    }

    @Test
    void directBuffersAreRead() {
        byte[] bytes = RoundTrip.encode(codec, String.class, "text");
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 2).position(1);
        direct.put(bytes).flip().position(1);

        assertThat(codec.of(String.class).decode(direct)).isEqualTo("text");
    }

    @Test
    void itIsFoundOnTheClassPath() {
        assertThat(new ArrayList<>(ServiceLoader.load(Codec.class).stream().toList()))
                .anyMatch(provider -> provider.type() == ObjectCodec.class);
    }

    static class Named {
        String name;

        Named(String name) {
            this.name = name;
        }
    }

    static final class Employee extends Named {
        final int salary;
        transient int notStored;

        Employee(String name, int salary, int notStored) {
            super(name);
            this.salary = salary;
            this.notStored = notStored;
        }
    }

    record Thing(Object what) {}

    record Holder(List<Thing> things) {}

    interface Open {}

    record Opened(int n) implements Open {}

    record OtherOpened() implements Open {}

    record Growing<T>(Growing<List<T>> next) {}

    static final class Node {
        Node next;

        @Override
        public boolean equals(Object other) {
            return other instanceof Node node && Objects.equals(next, node.next);
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    final class Inner {
        int n;

        int outer() {
            return codec.hashCode();
        }
    }
}
