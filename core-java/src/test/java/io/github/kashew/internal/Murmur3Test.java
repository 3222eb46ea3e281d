package io.github.kashew.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Murmur3")
class Murmur3Test {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|0|0",
                "hello|cbd8a7b341bd9b02|5b1e906a48ae1d19",
                "hello, world|342fac623a5ebc8e|4cdcbc079642414d",
                "19 Jan 2038 at 3:14:07 AM|b89e5988b737affc|664fc2950231b2cb",
                "The quick brown fox jumps over the lazy dog.|cd99481f9ee902c9|695da1a38987b6e7",
            })
    @DisplayName("hashes well-known texts to their published hashes")
    void vectors(String text, String first, String second) {
        Murmur3.Hash hash = Murmur3.of(text);
        assertThat(Long.toHexString(hash.first())).isEqualTo(first);
        assertThat(Long.toHexString(hash.second())).isEqualTo(second);
    }

    @Test
    @DisplayName("agrees with Guava on bytes of every length")
    void differential() {
        Random random = new Random(3);
        for (int length = 0; length < 200; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            ByteBuffer theirs = ByteBuffer.wrap(
                            Hashing.murmur3_128().hashBytes(bytes).asBytes())
                    .order(ByteOrder.LITTLE_ENDIAN);
            assertThat(Murmur3.of(bytes)).isEqualTo(new Murmur3.Hash(theirs.getLong(), theirs.getLong()));
        }
    }
}
