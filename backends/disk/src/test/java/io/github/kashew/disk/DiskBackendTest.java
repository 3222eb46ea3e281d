package io.github.kashew.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.ManualClock;
import io.github.kashew.error.BackendException;
import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.BackendUrl;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.RemovalListener;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A disk backend")
class DiskBackendTest {

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void name() {
        directory = temporary.resolve("cache");
    }

    @Test
    @DisplayName("keeps what it holds when it is closed and opened again")
    void survives() {
        try (Opened opened = Opened.at(directory, "shards=4")) {
            IntStream.range(0, 100).forEach(i -> opened.put("k" + i, "v" + i));
            Opened.answer(opened.backend.increment("n", -7, Stored.NEVER));
        }
        try (Opened opened = Opened.at(directory, "shards=4")) {
            IntStream.range(0, 100).forEach(i -> assertThat(opened.get("k" + i)).isEqualTo("v" + i));
            assertThat(opened.get("n")).isEqualTo("-7");
        }
    }

    @Test
    @DisplayName("gives rising fencing numbers across openings")
    void fencing() {
        long first = fence();
        assertThat(fence()).isGreaterThan(first);
    }

    private long fence() {
        try (Opened opened = Opened.at(directory, "shards=1")) {
            long fencing = Opened.answer(opened.backend.acquireLease("l", "me", 1_000_000))
                    .fencing();
            Opened.answer(opened.backend.releaseLease("l", "me"));
            return fencing;
        }
    }

    @Test
    @DisplayName("tells who waits of a release by another opening of the directory")
    void releaseElsewhere() {
        CacheClock clock = CacheClock.system();
        String url = "disk://" + directory + "?shards=1";
        try (Opened here = new Opened(url, clock, RemovalListener.NONE);
                Opened there = new Opened(url, clock, RemovalListener.NONE)) {
            Opened.answer(there.backend.acquireLease("l", "they", 3_600_000_000_000L));
            CompletionStage<Void> freed = here.backend.leaseFreed("l");
            assertThat(Opened.answer(here.backend.isLeased("l"))).isTrue();
            Opened.answer(there.backend.releaseLease("l", "they"));
            Opened.answer(freed);
            assertThat(Opened.answer(here.backend.isLeased("l"))).isFalse();
        }
    }

    @Test
    @DisplayName("C22: answers or fails everything that is under way when it is closed, and refuses what comes later")
    void closes() {
        Opened opened = Opened.at(directory, "shards=2");
        List<CompletableFuture<Boolean>> writes = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            writes.add(opened.backend
                    .write("k" + i, Stored.of(new byte[10], 1, Stored.NEVER), WriteCondition.ALWAYS)
                    .toCompletableFuture());
        }
        CompletableFuture<Void> freed = opened.backend.leaseFreed("l").toCompletableFuture();
        opened.close();
        opened.close();
        for (CompletableFuture<Boolean> write : writes) {
            String outcome =
                    Opened.answer(write.handle((written, thrown) -> thrown == null ? "" : thrown.getMessage()));
            assertThat(outcome)
                    .satisfiesAnyOf(
                            done -> assertThat(done).isEmpty(),
                            refused -> assertThat(refused).contains("closed"));
        }
        assertThat(freed).isDone();
        assertThat(Opened.failure(opened.backend.read("k")))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("closed");
        assertThat(Opened.failure(opened.backend.delete(List.of("k")))).isInstanceOf(BackendException.class);
    }

    @Test
    @DisplayName("refuses a key that has no bytes, and takes the others of the same moment")
    void unpairedSurrogate() {
        try (Opened opened = Opened.at(directory, "shards=1")) {
            CompletionStage<?> odd = opened.backend.read("\ud800");
            opened.put("k", "v");
            assertThat(Opened.failure(odd)).isInstanceOf(InvalidKeyException.class);
            assertThat(opened.get("k")).isEqualTo("v");
        }
    }

    @Test
    @DisplayName("takes large values")
    void large() {
        byte[] value = new byte[12 << 20];
        value[5_000_000] = 1;
        try (Opened opened = Opened.at(directory, "shards=8")) {
            opened.put("k", value, Stored.NEVER);
            Stored<byte[]> read = (Stored<byte[]>) Opened.answer(opened.backend.read("k"));
            assertThat(read.payload()).isEqualTo(value);
        }
    }

    @Test
    @DisplayName("publishes no more than was asked for, from any number of shards")
    void backPressure() {
        try (Opened opened = Opened.at(directory, "shards=5")) {
            IntStream.range(0, 300).forEach(i -> opened.put("k" + i, "v"));
            Asking asking = new Asking();
            opened.backend.scan(KeyPattern.of("k*"), 7).subscribe(asking);
            Flow.Subscription subscription = Opened.answer(asking.subscribed);
            assertThat(asking.seen).isEmpty();
            subscription.request(10);
            Opened.answer(asking.ten);
            Opened.answer(opened.backend.ping());
            assertThat(asking.seen).hasSize(10);
            subscription.request(Long.MAX_VALUE);
            Opened.answer(asking.completed);
            assertThat(asking.seen).hasSize(300).doesNotHaveDuplicates();
        }
    }

    private static final class Asking implements Flow.Subscriber<String> {
        final CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
        final CompletableFuture<String> ten = new CompletableFuture<>();
        final CompletableFuture<String> completed = new CompletableFuture<>();
        final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscribed.complete(subscription);
        }

        @Override
        public void onNext(String key) {
            seen.add(key);
            if (seen.size() == 10) {
                ten.complete("seen");
            }
        }

        @Override
        public void onError(Throwable failure) {
            completed.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            completed.complete("over");
        }
    }

    @Test
    @DisplayName("C13, G-D8: refuses a directory that another class loader of this process has open")
    void secondClassLoader() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        try (Opened opened = Opened.at(directory, "shards=1");
                URLClassLoader other =
                        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            opened.put("k", "v");
            assertThatThrownBy(() -> openThere(other))
                    .satisfies(thrown ->
                            assertThat(thrown.getClass().getName()).isEqualTo(NotConfiguredException.class.getName()))
                    .hasMessageContaining("another class loader");
        }
    }

    /** Opens the directory with the classes of another loader. */
    private void openThere(ClassLoader loader) throws Throwable {
        Class<?> clock = loader.loadClass(CacheClock.class.getName());
        Class<?> context = loader.loadClass(BackendContext.class.getName());
        Class<?> url = loader.loadClass(BackendUrl.class.getName());
        Class<?> removals = loader.loadClass(RemovalListener.class.getName());
        Class<?> weigher = loader.loadClass(BackendContext.Weigher.class.getName());
        Object manual =
                loader.loadClass(ManualClock.class.getName()).getConstructor().newInstance();
        Object lent = context.getConstructor(clock, java.util.concurrent.Executor.class, removals, weigher)
                .newInstance(
                        manual,
                        (java.util.concurrent.Executor) Runnable::run,
                        removals.getField("NONE").get(null),
                        null);
        Object parsed = url.getMethod("parse", String.class).invoke(null, "disk://" + directory + "?shards=1");
        Object provider = loader.loadClass(DiskBackendProvider.class.getName())
                .getConstructor()
                .newInstance();
        try {
            provider.getClass().getMethod("open", url, context).invoke(provider, parsed, lent);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
