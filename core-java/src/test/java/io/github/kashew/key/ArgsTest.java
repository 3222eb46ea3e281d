package io.github.kashew.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ArgsTest {

    @Test
    @DisplayName("values are found by position, nulls among them")
    void positions() {
        for (int size = 0; size < 6; size++) {
            Object[] values = IntStream.range(0, size)
                    .mapToObj(i -> i == 1 ? null : "v" + i)
                    .toArray();
            Args args = Args.of(values);
            assertThat(args.size()).isEqualTo(size);
            assertThat(IntStream.range(0, size).mapToObj(args::get)).containsExactly(values);
            assertThat(args.toArray()).containsExactly(values);
            for (int wrong : new int[] {-1, size, size + 1}) {
                assertThatThrownBy(() -> args.get(wrong)).isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
    }

    @Test
    @DisplayName("the forms for few values equal the form for many")
    void equality() {
        assertThat(Args.of("a")).isEqualTo(Args.of(new Object[] {"a"})).hasSameHashCodeAs(Args.of(new Object[] {"a"}));
        assertThat(Args.of("a", null))
                .isEqualTo(Args.of(new Object[] {"a", null}))
                .isNotEqualTo(Args.of("a"));
        assertThat(Args.of(1, 2, 3)).isEqualTo(Args.of(new Object[] {1, 2, 3})).isNotEqualTo(Args.of(1, 2, 4));
        assertThat(Args.of()).isEqualTo(Args.of(new Object[0])).isNotEqualTo(Args.of((Object) null));
        assertThat(Args.of((Object) new int[] {1}))
                .isEqualTo(Args.of((Object) new int[] {1}))
                .hasSameHashCodeAs(Args.of((Object) new int[] {1}));
    }

    @Test
    @DisplayName("the array of many values is copied")
    void copies() {
        Object[] values = {1, 2, 3};
        Args args = Args.of(values);
        Arrays.fill(values, 9);
        args.toArray()[0] = 9;

        assertThat(args).isEqualTo(Args.of(1, 2, 3));
        assertThat(Args.of((Object[]) new String[] {"a", "b", "c"}).toArray().getClass())
                .isEqualTo(Object[].class);
    }

    @Test
    @DisplayName("K05 the text form is escaped and bounded")
    void text() {
        assertThat(Args.of("a\n", null, new int[] {1, 2})).hasToString("Args['a\\n', null, '[1, 2]']");
        assertThat(Args.of(new Object[100_000]).toString()).hasSizeLessThan(200).endsWith("… (100000 values)]");
        assertThat(Args.of("x".repeat(1_000_000)).toString()).hasSizeLessThan(200);
    }
}
