package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Ttl;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on writes that depend on what is there. */
interface ConditionalWriteSentences extends Subject {

    @Test
    @DisplayName("setIfAbsent writes where nothing is")
    default void absentWrites() {
        assertThat(answer(cache().setIfAbsent("k", "v", Ttl.forever()))).isTrue();
        assertThat(answer(cache().get("k", String.class))).isEqualTo("v");
    }

    @Test
    @DisplayName("setIfAbsent leaves a value alone and says so")
    default void absentRefused() {
        answer(cache().set("k", "first"));
        assertThat(answer(cache().setIfAbsent("k", "second", Ttl.forever()))).isFalse();
        assertThat(answer(cache().get("k", String.class))).isEqualTo("first");
    }

    @Test
    @DisplayName("setIfAbsent that is refused leaves the ttl alone")
    default void absentRefusedKeepsTtl() {
        answer(cache().set("k", "first", Ttl.of("10s")));
        assertThat(answer(cache().setIfAbsent("k", "second", Ttl.of("1h")))).isFalse();
        pass("11s");
        assertThat(answer(cache().exists("k"))).isFalse();
    }

    @Test
    @DisplayName("setIfAbsent sets the ttl that it is given")
    default void absentSetsTtl() {
        answer(cache().setIfAbsent("k", "v", Ttl.of("10s")));
        pass("11s");
        assertThat(answer(cache().exists("k"))).isFalse();
    }

    @Test
    @DisplayName("DEFECT-05: setIfAbsent sees an expired value as absent")
    default void absentOverExpired() {
        answer(cache().set("k", "old", Ttl.of("10s")));
        pass("11s");
        assertThat(answer(cache().setIfAbsent("k", "new", Ttl.of("10s")))).isTrue();
        assertThat(answer(cache().get("k", String.class))).isEqualTo("new");
    }

    @Test
    @DisplayName("setIfAbsent writes after a deletion")
    default void absentAfterDeletion() {
        answer(cache().set("k", "old"));
        answer(cache().delete("k"));
        assertThat(answer(cache().setIfAbsent("k", "new", Ttl.forever()))).isTrue();
    }

    @Test
    @DisplayName("setIfAbsent sees a stored null as present")
    default void absentOverNull() {
        setNull("k");
        assertThat(answer(cache().setIfAbsent("k", "v", Ttl.forever()))).isFalse();
    }

    @Test
    @DisplayName("setIfAbsent sees a counter as present")
    default void absentOverCounter() {
        answer(cache().increment("k"));
        assertThat(answer(cache().setIfAbsent("k", "v", Ttl.forever()))).isFalse();
        assertThat(answer(cache().counter("k"))).isEqualTo(1);
    }

    @Test
    @DisplayName("setIfPresent does nothing where nothing is")
    default void presentRefused() {
        assertThat(answer(cache().setIfPresent("k", "v", Ttl.forever()))).isFalse();
        assertThat(answer(cache().exists("k"))).isFalse();
    }

    @Test
    @DisplayName("setIfPresent replaces a value")
    default void presentWrites() {
        answer(cache().set("k", "old"));
        assertThat(answer(cache().setIfPresent("k", "new", Ttl.forever()))).isTrue();
        assertThat(answer(cache().get("k", String.class))).isEqualTo("new");
    }

    @Test
    @DisplayName("DEFECT-05: setIfPresent sees an expired value as absent")
    default void presentOverExpired() {
        answer(cache().set("k", "old", Ttl.of("10s")));
        pass("11s");
        assertThat(answer(cache().setIfPresent("k", "new", Ttl.of("1h")))).isFalse();
        assertThat(answer(cache().get("k", String.class))).isNull();
    }

    @Test
    @DisplayName("DEFECT-11: setIfPresent without a ttl clears the ttl that was there")
    default void presentClearsTtl() {
        answer(cache().set("k", "old", Ttl.of("10s")));
        assertThat(answer(cache().setIfPresent("k", "new", Ttl.forever()))).isTrue();
        pass("11s");
        assertThat(answer(cache().get("k", String.class))).isEqualTo("new");
    }

    @Test
    @DisplayName("setIfPresent sets the ttl that it is given")
    default void presentSetsTtl() {
        answer(cache().set("k", "old"));
        answer(cache().setIfPresent("k", "new", Ttl.of("10s")));
        pass("11s");
        assertThat(answer(cache().exists("k"))).isFalse();
    }

    @Test
    @DisplayName("of conditional writes one after the other only the first finds the key absent")
    default void onlyFirstAbsent() {
        List<Boolean> written = IntStream.range(0, 5)
                .mapToObj(i -> answer(cache().setIfAbsent("k", i, Ttl.forever())))
                .toList();
        assertThat(written).containsExactly(true, false, false, false, false);
        assertThat(answer(cache().get("k", Integer.class))).isZero();
    }
}
