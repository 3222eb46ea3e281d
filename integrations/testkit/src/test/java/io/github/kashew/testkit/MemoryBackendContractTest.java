package io.github.kashew.testkit;

import io.github.kashew.CacheBuilder;
import io.github.kashew.RouteBuilder;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

class MemoryBackendContractTest {

    abstract static class Memory extends BackendContract {

        abstract String url();

        @Override
        protected void addRoute(CacheBuilder builder, String prefix, Consumer<RouteBuilder> options) {
            builder.route(prefix, url(), options);
        }

        @Override
        protected Set<Limitation> limitations() {
            return Set.of(Limitation.SHARES_OBJECTS, Limitation.COUNTS_EXPIRED);
        }
    }

    @Nested
    @DisplayName("mem://?size=")
    class ByEntries extends Memory {
        @Override
        String url() {
            return "mem://?size=10000";
        }
    }

    @Nested
    @DisplayName("mem://?max_bytes=")
    class ByBytes extends Memory {
        @Override
        String url() {
            return "mem://?max_bytes=256MB";
        }
    }

    @Nested
    @DisplayName("mem://?check_interval=0: nothing is swept")
    class WithoutSweeper extends Memory {
        @Override
        String url() {
            return "mem://?check_interval=0";
        }
    }

    @Nested
    @DisplayName("mem://?check_interval=50ms: swept between any two steps")
    class SweptOften extends Memory {
        @Override
        String url() {
            return "mem://?check_interval=50ms";
        }
    }

    @Nested
    @DisplayName("mem://?copy=true: values are kept as bytes")
    class Copies extends Memory {
        @Override
        String url() {
            return "mem://?copy=true";
        }

        @Override
        protected Set<Limitation> limitations() {
            return Set.of(Limitation.COUNTS_EXPIRED);
        }
    }
}
