package io.github.kashew.benchmarks.reliability;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a circuit breaker over the last calls is told to do, written down as plainly as it can be. */
final class BreakerModel {

    static final long REFUSED = -1;

    /** What a call brought. */
    enum Result {
        SUCCESS,
        FAILURE,
        NEITHER
    }

    private final double failureRate;
    private final int window;
    private final int minimumCalls;
    private final long wait;
    private final int trialCalls;
    private final int successesToClose;

    private final Deque<Result> last = new ArrayDeque<>();
    private String state = "closed";
    private long since;
    private long phase;
    private int trials;
    private int successes;
    private int failures;

    BreakerModel(double failureRate, int window, int minimumCalls, long wait, int trialCalls, int successesToClose) {
        this.failureRate = failureRate;
        this.window = window;
        this.minimumCalls = minimumCalls;
        this.wait = wait;
        this.trialCalls = trialCalls;
        this.successesToClose = successesToClose;
    }

    boolean isHalfOpen() {
        return state.equals("half-open");
    }

    int trials() {
        return trials;
    }

    private void become(String next, long now) {
        state = next;
        since = now;
        phase++;
        last.clear();
        trials = 0;
        successes = 0;
        failures = 0;
    }

    private void look(long now) {
        if (isHalfOpen() && now - since >= wait) {
            become("open", since + wait);
        }
        if (state.equals("open") && now - since >= wait) {
            become("half-open", now);
        }
    }

    /** Returns the phase of a call that passes, or {@link #REFUSED}. */
    long enter(long now) {
        look(now);
        if (state.equals("open") || (isHalfOpen() && trials == trialCalls)) {
            return REFUSED;
        }
        trials += isHalfOpen() ? 1 : 0;
        return phase;
    }

    void leave(long entered, Result result, long now) {
        look(now);
        if (entered != phase) {
            return;
        }
        if (isHalfOpen()) {
            trials -= result == Result.NEITHER ? 1 : 0;
            successes += result == Result.SUCCESS ? 1 : 0;
            failures += result == Result.FAILURE ? 1 : 0;
            if (successes == successesToClose) {
                become("closed", now);
            } else if (trialCalls - failures < successesToClose) {
                become("open", now);
            }
        } else if (result != Result.NEITHER) {
            last.addLast(result);
            if (last.size() > window) {
                last.removeFirst();
            }
            long failed = last.stream().filter(Result.FAILURE::equals).count();
            if (last.size() >= minimumCalls && 100.0 * failed / last.size() >= failureRate) {
                become("open", now);
            }
        }
    }
}
