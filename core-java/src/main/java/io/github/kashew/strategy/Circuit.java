package io.github.kashew.strategy;

/**
 * The state of one circuit breaker: closed, open, or half-open with a number of trial calls.
 *
 * <p>Time moves it on when somebody asks, so it needs no timer: open for the wait, then half-open for at most the wait,
 * then open again if the trials have not decided. What a call brings counts only in the phase in which it began.
 * Thread-safe.
 */
final class Circuit {

    /** What a call brought. */
    enum Result {
        SUCCESS,
        FAILURE,
        /** Neither: it was cancelled, or failed with what does not count. */
        NEITHER
    }

    /** What calls are answered with. */
    enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private final CircuitBreaker.Settings settings;
    private State state = State.CLOSED;
    private long phase = 1;
    private long until = Long.MAX_VALUE;
    private CallWindow window;
    private int trials;
    private int successes;
    private int failures;

    Circuit(CircuitBreaker.Settings settings) {
        this.settings = settings;
        this.window = settings.window().open();
    }

    /** Lets a call in and returns its phase, to be given back with the result; or 0 if it is refused. */
    synchronized long enter(long now) {
        move(now);
        if (state == State.CLOSED) {
            return phase;
        }
        if (state == State.OPEN || trials == settings.trialCalls()) {
            return 0;
        }
        trials++;
        return phase;
    }

    /** Returns how long to wait after a refusal, in nanoseconds. */
    synchronized long retryAfter(long now) {
        return state == State.CLOSED ? 0 : Math.max(until - now, 0);
    }

    /** Takes the result of a call that was let in. */
    synchronized void leave(long entered, Result result, long now) {
        move(now);
        if (entered != phase) {
            return;
        }
        if (state == State.CLOSED) {
            closed(result, now);
        } else if (state == State.HALF_OPEN) {
            halfOpen(result, now);
        }
    }

    /** Returns the number of the phase; each change of state begins a new one. */
    synchronized long phase() {
        return phase;
    }

    synchronized State state(long now) {
        move(now);
        return state;
    }

    private void closed(Result result, long now) {
        if (result == Result.NEITHER) {
            return;
        }
        window.add(result == Result.FAILURE, now);
        long calls = window.calls(now);
        if (calls >= settings.minimumCalls() && window.failures() * 100.0 >= settings.failureRate() * calls) {
            begin(State.OPEN, now);
        }
    }

    private void halfOpen(Result result, long now) {
        switch (result) {
            case SUCCESS -> successes++;
            case FAILURE -> failures++;
            case NEITHER -> trials--;
        }
        if (successes == settings.successes()) {
            begin(State.CLOSED, now);
        } else if (failures > settings.trialCalls() - settings.successes()) {
            begin(State.OPEN, now);
        }
    }

    private void move(long now) {
        if (state == State.HALF_OPEN && now >= until) {
            begin(State.OPEN, until);
        }
        if (state == State.OPEN && now >= until) {
            begin(State.HALF_OPEN, now);
        }
    }

    private void begin(State next, long now) {
        state = next;
        phase++;
        until = next == State.CLOSED ? Long.MAX_VALUE : now + settings.waiting().nanos();
        window = settings.window().open();
        trials = 0;
        successes = 0;
        failures = 0;
    }
}
