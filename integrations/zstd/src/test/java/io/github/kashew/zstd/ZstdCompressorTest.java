package io.github.kashew.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdCompressCtx;
import com.sun.management.ThreadMXBean;
import io.github.kashew.codec.Compressor;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ZstdCompressorTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ZstdCompressor zstd = new ZstdCompressor();

    @AfterEach
    void close() {
        zstd.close();
    }

    @Test
    void bytesOfEverySizeComeBack() {
        for (int size : new int[] {0, 1, 10, 1_000, 100_000}) {
            byte[] bytes = text(size);
            assertThat(zstd.decompress(ByteBuffer.wrap(zstd.compress(bytes)), size))
                    .isEqualTo(bytes);
        }
        assertThat(zstd.compress(text(10_000)).length).isLessThan(3_000);
    }

    @Test
    void partsOfBuffersAreRead() {
        byte[] compressed = zstd.compress(text(500));
        ByteBuffer direct = ByteBuffer.allocateDirect(compressed.length + 8).position(3);
        direct.put(compressed).limit(direct.position()).position(3);

        assertThat(zstd.decompress(direct, 500)).isEqualTo(text(500));
    }

    @Test
    void manyThreadsShareIt() {
        IntStream.range(0, 2_000).parallel().forEach(i -> {
            byte[] bytes = text(i);
            assertThat(zstd.decompress(ByteBuffer.wrap(zstd.compress(bytes)), i))
                    .isEqualTo(bytes);
        });
    }

    @Test
    void anotherSizeThanExpectedIsRefused() {
        byte[] compressed = zstd.compress(text(500));

        assertThatThrownBy(() -> zstd.decompress(ByteBuffer.wrap(compressed), 499))
                .hasMessageContaining("promises 500");
        assertThatThrownBy(() -> zstd.decompress(ByteBuffer.wrap(compressed), 501))
                .hasMessageContaining("promises 500");
    }

    @Test
    void aFrameThatDoesNotSayItsSizeIsRefused() {
        try (ZstdCompressCtx context = new ZstdCompressCtx().setContentSize(false)) {
            byte[] compressed = context.compress(text(500));
            assertThatThrownBy(() -> zstd.decompress(ByteBuffer.wrap(compressed), 500))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void whatFollowsAFrameIsRefused() {
        byte[] frame = zstd.compress(text(500));
        byte[] empty = zstd.compress(new byte[0]);
        byte[] two = Arrays.copyOf(frame, frame.length + empty.length);
        System.arraycopy(empty, 0, two, frame.length, empty.length);

        assertThatThrownBy(() -> zstd.decompress(ByteBuffer.wrap(two), 500)).hasMessageContaining("a frame of");
        assertThatThrownBy(() -> zstd.decompress(ByteBuffer.wrap(Arrays.copyOf(frame, frame.length + 1)), 500))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void aBombTakesNoMoreMemoryThanExpected() {
        byte[] bomb = zstd.compress(new byte[64 << 20]);
        int size = 1 << 20;
        for (int i = 0; i < 100; i++) {
            assertThat(allocated(bomb, size)).isLessThan(2L * size);
        }
    }

    @Test
    void mutatedBytesAreRefusedOrOfTheSize() {
        Random random = new Random(5);
        byte[] original = zstd.compress(text(2_000));
        int refused = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = original.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            int length;
            try {
                length = zstd.decompress(ByteBuffer.wrap(bytes), 2_000).length;
            } catch (RuntimeException expected) {
                refused++;
                continue;
            }
            assertThat(length).isEqualTo(2_000);
        }
        assertThat(refused).isPositive();
    }

    @Test
    void aDictionaryMakesSmallValuesSmaller() {
        byte[] dictionary = ZstdDictionary.train(samples(), 8_192);
        byte[] value = samples().get(77);
        try (ZstdCompressor trained = ZstdCompressor.withDictionary(dictionary)) {
            byte[] compressed = trained.compress(value);

            assertThat(compressed.length).isLessThan(zstd.compress(value).length / 2);
            assertThat(trained.decompress(ByteBuffer.wrap(compressed), value.length))
                    .isEqualTo(value);
            assertThat(trained.name()).startsWith("zstd-").matches("[a-z0-9-]{1,32}");
            assertThatThrownBy(() -> zstd.decompress(ByteBuffer.wrap(compressed), value.length))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void dictionariesAreToldApartByName() {
        byte[] one = ZstdDictionary.train(samples(), 8_192);
        byte[] other = ZstdDictionary.train(samples().subList(0, 900), 4_096);

        try (ZstdCompressor first = ZstdCompressor.withDictionary(one);
                ZstdCompressor again = ZstdCompressor.withDictionary(one.clone());
                ZstdCompressor second = ZstdCompressor.withDictionary(other)) {
            assertThat(first.name()).isEqualTo(again.name()).isNotEqualTo(second.name());
        }
    }

    @Test
    void misuseSaysWhatToWriteInstead() {
        assertThatThrownBy(() -> ZstdCompressor.withDictionary(new byte[9]))
                .hasMessageContaining("ZstdDictionary.train");
        assertThatThrownBy(() -> ZstdCompressor.ofLevel(23))
                .hasMessageContaining("level=23")
                .hasMessageContaining("22");
        assertThatThrownBy(() -> ZstdDictionary.train(List.of(), 4_096)).hasMessageContaining("give more samples");
        assertThatThrownBy(() -> ZstdDictionary.train(samples().subList(0, 3), 4_096))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 samples");
        assertThatThrownBy(() -> ZstdDictionary.train(samples(), 1)).hasMessageContaining("maxBytes=1");
    }

    @Test
    void everyLevelReadsEveryOther() {
        try (ZstdCompressor small = ZstdCompressor.ofLevel(19)) {
            assertThat(zstd.decompress(ByteBuffer.wrap(small.compress(text(5_000))), 5_000))
                    .isEqualTo(text(5_000));
            assertThat(small.name()).isEqualTo(zstd.name()).isEqualTo("zstd");
        }
    }

    @Test
    void itIsFoundOnTheClassPath() {
        assertThat(ServiceLoader.load(Compressor.class).stream().toList())
                .anyMatch(provider -> provider.type() == ZstdCompressor.class);
    }

    private long allocated(byte[] bytes, int size) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> zstd.decompress(buffer, size)).isInstanceOf(RuntimeException.class);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static List<byte[]> samples() {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> ("{\"id\":" + i + ",\"name\":\"user " + i * 31
                                + "\",\"roles\":[\"reader\",\"writer\"],\"active\":true}")
                        .getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] text(int size) {
        byte[] bytes = new byte[size];
        Random random = new Random(size);
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) ('a' + random.nextInt(3));
        }
        return bytes;
    }
}
