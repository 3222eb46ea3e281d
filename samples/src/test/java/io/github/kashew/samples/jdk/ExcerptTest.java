package io.github.kashew.samples.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An excerpt")
class ExcerptTest {
    @Test
    @DisplayName("counts a long list and names three of it, spread evenly")
    void spread() {
        List<String> names = IntStream.range(0, 3_000).mapToObj(String::valueOf).toList();

        assertThat(Excerpt.lines(names, "types"))
                .containsExactly("3,000 types, among them", "  500", "  1500", "  2500");
    }

    @Test
    @DisplayName("names all of a short list, and nothing of an empty one")
    void allOrNothing() {
        assertThat(Excerpt.lines(List.of("a", "b", "c"), "types")).containsExactly("3 types:", "  a", "  b", "  c");
        assertThat(Excerpt.lines(List.of("a"), "types")).containsExactly("1 types:", "  a");
        assertThat(Excerpt.lines(List.of(), "types")).containsExactly("0 types");
    }
}
