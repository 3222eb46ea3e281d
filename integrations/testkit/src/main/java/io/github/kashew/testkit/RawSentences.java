package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Ttl;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on raw values. */
interface RawSentences extends Subject {

    @Test
    @DisplayName("a raw value is read as it was stored")
    default void readsRaw() {
        answer(cache().setRaw("k", raw("text"), Ttl.forever()));
        assertThat(textOfRaw(answer(cache().getRaw("k")))).isEqualTo("text");
    }

    @Test
    @DisplayName("a raw value of a key that does not exist is null")
    default void rawOfMissing() {
        assertThat(answer(cache().getRaw("nowhere"))).isNull();
    }

    @Test
    @DisplayName("a raw value expires")
    default void rawExpires() {
        answer(cache().setRaw("k", raw("text"), Ttl.of("10s")));
        pass("11s");
        assertThat(answer(cache().getRaw("k"))).isNull();
    }

    @Test
    @DisplayName("DEFECT-11: a raw value without a ttl clears the ttl that was there")
    default void rawClearsTtl() {
        answer(cache().set("k", "v", Ttl.of("10s")));
        answer(cache().setRaw("k", raw("text"), Ttl.forever()));
        pass("11s");
        assertThat(textOfRaw(answer(cache().getRaw("k")))).isEqualTo("text");
    }

    @Test
    @DisplayName("a raw value replaces a value and is replaced by one")
    default void rawReplaces() {
        answer(cache().set("k", "first"));
        answer(cache().setRaw("k", raw("second"), Ttl.forever()));
        assertThat(textOfRaw(answer(cache().getRaw("k")))).isEqualTo("second");
        answer(cache().set("k", "third"));
        assertThat(answer(cache().get("k", String.class))).isEqualTo("third");
    }

    @Test
    @DisplayName("a value can be read raw")
    default void valueReadsRaw() {
        answer(cache().set("k", "v"));
        assertThat(answer(cache().getRaw("k"))).isNotNull();
    }

    @Test
    @DisplayName("a raw value is deleted like any other")
    default void rawDeletes() {
        answer(cache().setRaw("k", raw("text"), Ttl.forever()));
        assertThat(answer(cache().delete("k"))).isTrue();
        assertThat(answer(cache().getRaw("k"))).isNull();
    }

    private Object raw(String text) {
        return stored(text, 0).payload();
    }

    private @Nullable Object textOfRaw(@Nullable Object raw) {
        return raw instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : raw;
    }
}
