package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.ManualClock;
import io.github.kashew.TransactionMode;
import io.github.kashew.Ttl;
import io.github.kashew.error.TransactionConflictException;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BitFields;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Transactions on a backend that does not commit as one. */
class OneByOneCommitTest {

    private final Cache cache = Cache.builder()
            .clock(new ManualClock())
            .executor(Runnable::run)
            .route("", "mem://?check_interval=0", route -> route.wrap(OneByOneCommitTest::plain))
            .build();

    /** Returns a backend with the commit of the interface in place of its own. */
    private static Backend<?> plain(Backend<?> backend) {
        InvocationHandler handler =
                (proxy, method, arguments) -> method.getName().equals("commit")
                        ? InvocationHandler.invokeDefault(proxy, method, arguments)
                        : handedOn(backend, method, arguments);
        return (Backend<?>)
                Proxy.newProxyInstance(Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, handler);
    }

    private static Object handedOn(Backend<?> backend, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(backend, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void everyKindOfChangeIsCarriedOut() {
        answer(cache.set("gone", 1));
        answer(cache.set("kept", 1));
        answer(cache.set("tagged", 1, Ttl.of("1h"), List.of("t")));
        answer(cache.addToSet("s", Set.of("a", "b")));
        answer(cache.transaction(TransactionMode.LOCKED, tx -> {
            answer(tx.set("k", 1));
            answer(tx.delete("gone"));
            answer(tx.expire("kept", Ttl.of("1h")));
            answer(tx.deleteTags("t"));
            answer(tx.removeFromSet("s", Set.of("a")));
            answer(tx.addToSet("s", Set.of("c")));
            answer(tx.incrementBits("b", BitFields.of(3, 1), 5));
            return tx.increment("n");
        }));
        assertThat(answer(cache.get("k", Integer.class))).isEqualTo(1);
        assertThat(answer(cache.exists("gone"))).isFalse();
        assertThat(answer(cache.ttl("kept"))).isEqualTo(Ttl.of("1h").toDuration());
        assertThat(answer(cache.exists("tagged"))).isFalse();
        assertThat(answer(cache.popFromSet("s", 9))).containsExactlyInAnyOrder("b", "c");
        assertThat(answer(cache.getBits("b", BitFields.of(3, 1)))).containsExactly(5);
        assertThat(answer(cache.counter("n"))).isEqualTo(1);
    }

    @Test
    void whatWasReadIsChecked() {
        answer(cache.set("k", 1));
        answer(cache.incrementBits("b", BitFields.of(3, 1), 5));
        assertThat(failure(cache.transaction(TransactionMode.LOCKED, tx -> {
                    answer(tx.get("k", Integer.class));
                    answer(tx.getBits("b", BitFields.of(3, 1)));
                    answer(cache.incrementBits("b", BitFields.of(3, 1), 1));
                    return tx.set("l", 1);
                })))
                .isInstanceOf(TransactionConflictException.class);
        assertThat(answer(cache.exists("l"))).isFalse();
    }
}
