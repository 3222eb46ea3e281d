package io.github.kashew.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A counter of many stripes")
class StripedCounterTest {

    @Test
    @DisplayName("counts everything that more threads add at once than it has stripes")
    void exact() throws InterruptedException {
        StripedCounter counter = new StripedCounter();
        List<Thread> threads = IntStream.range(0, 150)
                .mapToObj(each -> new Thread(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        counter.increment();
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(counter.sum()).isEqualTo(1_500_000);
    }

    @Test
    @DisplayName("is zero in the beginning, and then what its own thread has added")
    void own() {
        StripedCounter counter = new StripedCounter();
        assertThat(counter.sum()).isZero();
        counter.increment();
        counter.increment();
        assertThat(counter.sum()).isEqualTo(2);
    }
}
