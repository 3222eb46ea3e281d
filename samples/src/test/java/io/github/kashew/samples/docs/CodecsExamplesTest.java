package io.github.kashew.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.codec.Codec;
import io.github.kashew.codec.Compressor;
import io.github.kashew.jackson.JacksonCodec;
import io.github.kashew.objects.ObjectCodec;
import io.github.kashew.zstd.ZstdCompressor;
import io.github.kashew.zstd.ZstdDictionary;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The examples of docs/codecs.md. */
class CodecsExamplesTest {

    interface Shape {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    @Test
    void allowing() {
        // example: allowing
        Codec codec = ObjectCodec.allowing(Circle.class, Square.class); // both are a Shape, which is open
        // end

        assertThat(codec.supports(Shape.class)).isTrue();
        assertThat(new ObjectCodec().supports(Shape.class)).isFalse();
    }

    @Test
    void dictionary() {
        List<byte[]> samples = IntStream.range(0, 1_000)
                .mapToObj(i -> ("{\"user\":" + i * 37 + ",\"roles\":[\"reader\",\"writer\"],\"active\":true}")
                        .getBytes(StandardCharsets.UTF_8))
                .toList();
        // example: dictionary
        byte[] dictionary = ZstdDictionary.train(samples, 16_384); // train once, ship it with the program
        Compressor compressor = ZstdCompressor.withDictionary(dictionary);
        // end

        byte[] compressed = compressor.compress(samples.get(0));
        assertThat(compressor.decompress(ByteBuffer.wrap(compressed), samples.get(0).length))
                .isEqualTo(samples.get(0));
    }

    record Product(String name, long cents) {}

    @Test
    void json() {
        // example: json
        Cache cache = Cache.builder()
                .route("product:", "mem://?copy=true", route -> route.codec(new JacksonCodec()))
                .build();
        // end

        try (cache) {
            assertThat(cache.set("product:1", new Product("tea", 250)).toCompletableFuture())
                    .isCompletedWithValue(true);
            byte[] stored =
                    (byte[]) cache.getRaw("product:1").toCompletableFuture().join();
            assertThat(new String(stored, StandardCharsets.UTF_8)).contains("\"name\":\"tea\"");
        }
    }
}
