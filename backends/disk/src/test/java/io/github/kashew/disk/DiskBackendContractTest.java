package io.github.kashew.disk;

import io.github.kashew.CacheBuilder;
import io.github.kashew.RouteBuilder;
import io.github.kashew.testkit.BackendContract;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class DiskBackendContractTest {

    abstract static class Disk extends BackendContract {

        @TempDir
        Path directory;

        private final AtomicInteger opened = new AtomicInteger();

        abstract String options();

        @Override
        protected void addRoute(CacheBuilder builder, String prefix, Consumer<RouteBuilder> options) {
            Path own = directory.resolve("cache" + opened.incrementAndGet());
            builder.route(prefix, "disk://" + own + "?" + options(), options);
        }

        @Override
        public int scriptSteps() {
            return 5_000;
        }
    }

    @Nested
    @DisplayName("disk:///…?shards=1")
    class OneShard extends Disk {
        @Override
        String options() {
            return "shards=1&timeout=20s";
        }
    }

    @Nested
    @DisplayName("disk:///…?shards=8")
    class EightShards extends Disk {
        @Override
        String options() {
            return "shards=8&timeout=20s&eviction=lfu";
        }
    }

    @Nested
    @DisplayName("disk:///…?reads=inline")
    class InlineReads extends Disk {
        @Override
        String options() {
            return "shards=2&reads=inline&timeout=20s&eviction=oldest";
        }
    }
}
