package io.github.kashew.redis;

import static io.github.kashew.redis.Breaker.Admission.REFUSED;
import static io.github.kashew.redis.Breaker.Admission.SENT;
import static io.github.kashew.redis.Breaker.Admission.TRIAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The breaker before a server")
class BreakerTest {

    private final Breaker breaker = new Breaker(3);

    private void endThree(Throwable failure) {
        for (int i = 0; i < 3; i++) {
            breaker.ended(breaker.admit(), failure);
        }
    }

    private void open() {
        endThree(new RedisCommandTimeoutException("late"));
    }

    @Test
    @DisplayName("opens when three commands in a row got no answer in time, and sends one at a time then")
    void opens() {
        open();
        assertThat(breaker.admit()).isEqualTo(TRIAL);
        assertThat(breaker.admit()).isEqualTo(REFUSED);
        assertThat(breaker.admit()).isEqualTo(REFUSED);
        breaker.ended(TRIAL, new CompletionException(new TimeoutException("late, too")));
        assertThat(breaker.admit()).isEqualTo(TRIAL);
        assertThat(breaker.admit()).isEqualTo(REFUSED);
    }

    @Test
    @DisplayName("closes with the first answer, which may be a refusal")
    void closes() {
        open();
        breaker.ended(breaker.admit(), null);
        assertThat(breaker.admit()).isEqualTo(SENT);
        open();
        breaker.ended(breaker.admit(), new RedisCommandExecutionException("NOPERM"));
        assertThat(breaker.admit()).isEqualTo(SENT);
        assertThat(breaker.admit()).isEqualTo(SENT);
    }

    @Test
    @DisplayName("the answer to a command that was sent before it opened closes it, too, and one trial stays one")
    void earlierCommand() {
        breaker.admit();
        open();
        assertThat(breaker.admit()).isEqualTo(TRIAL);
        breaker.ended(SENT, new RedisCommandTimeoutException("late"));
        assertThat(breaker.admit()).isEqualTo(REFUSED);
        breaker.ended(SENT, null);
        assertThat(breaker.admit()).isEqualTo(SENT);
    }

    @Test
    @DisplayName("stays closed when answers come in between, and when connections are lost")
    void staysClosed() {
        for (int i = 0; i < 10; i++) {
            breaker.ended(breaker.admit(), new RedisCommandTimeoutException("late"));
            breaker.ended(breaker.admit(), new RedisCommandTimeoutException("late"));
            breaker.ended(breaker.admit(), null);
        }
        endThree(new RedisConnectionException("lost"));
        assertThat(breaker.admit()).isEqualTo(SENT);
    }

    @Test
    @DisplayName("a trial whose connection is lost makes room for another one")
    void trialIsLost() {
        open();
        breaker.ended(breaker.admit(), new RedisConnectionException("lost"));
        assertThat(breaker.admit()).isEqualTo(TRIAL);
    }

    @Test
    @DisplayName("breaker=0 never opens")
    void off() {
        Breaker off = new Breaker(0);
        for (int i = 0; i < 10; i++) {
            off.ended(off.admit(), new RedisCommandTimeoutException("late"));
            assertThat(off.admit()).isEqualTo(SENT);
        }
    }
}
