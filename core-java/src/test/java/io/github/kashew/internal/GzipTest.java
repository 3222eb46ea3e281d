package io.github.kashew.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.CodecException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("gzip")
class GzipTest {

    private final Gzip gzip = new Gzip();

    @Test
    @DisplayName("gives back what it was given")
    void roundTrip() {
        byte[] bytes = new byte[100_000];
        bytes[77] = 7;
        byte[] compressed = gzip.compress(bytes);
        assertThat(compressed).hasSizeLessThan(1_000);
        assertThat(gzip.decompress(ByteBuffer.wrap(compressed), bytes.length)).isEqualTo(bytes);
    }

    @Test
    @DisplayName("V10: stops a bomb at the size that was announced, and refuses any other size")
    void bomb() {
        byte[] bomb = gzip.compress(new byte[10_000_000]);
        for (int size : new int[] {0, 1, 9_999_999, 10_000_001}) {
            assertThatThrownBy(() -> gzip.decompress(ByteBuffer.wrap(bomb), size))
                    .isInstanceOf(CodecException.class);
        }
    }

    @Test
    @DisplayName("V10: a forged size costs no memory")
    void forgedSize() {
        byte[] small = gzip.compress(new byte[10]);
        assertThatThrownBy(() -> gzip.decompress(ByteBuffer.wrap(small), Integer.MAX_VALUE - 8))
                .isInstanceOf(CodecException.class);
    }
}
