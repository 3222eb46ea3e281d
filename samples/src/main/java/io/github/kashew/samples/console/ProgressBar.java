package io.github.kashew.samples.console;

import io.github.kashew.samples.jdk.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows one reading after another: on a terminal as a bar that is redrawn in place and vanishes at the end, elsewhere as
 * one quiet line when it is done. Made for a single reading at a time; safe to call from several threads.
 */
public final class ProgressBar implements Progress {
    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = Duration.ofMillis(50).toNanos();

    private final PrintStream out;
    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private long startedAt;
    private long drawnAt;

    /**
     * @param out where to draw
     * @param terminal what {@code out} can do
     * @param nanoTime a ticker such as {@code System::nanoTime}
     */
    public ProgressBar(PrintStream out, Terminal terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void report(int done, int total) {
        long now = nanoTime.getAsLong();
        if (done == 0) {
            startedAt = now;
            draw(done, total, now);
        } else if (done == total) {
            finish(total, Duration.ofNanos(now - startedAt));
        } else if (now - drawnAt >= REDRAW_NANOS) {
            draw(done, total, now);
        }
    }

    private void draw(int done, int total, long now) {
        drawnAt = now;
        if (!terminal.redraws()) {
            return;
        }
        double share = total == 0 ? 0 : (double) done / total;
        int filled = (int) (share * WIDTH);
        String figures = String.format(
                Locale.ROOT,
                "  %3d %%  %s of %s class files",
                (int) (share * 100),
                Figures.count(done),
                Figures.count(total));
        String bar = terminal.columns() > 2 + WIDTH + figures.length()
                ? terminal.accent("━".repeat(filled)) + "─".repeat(WIDTH - filled)
                : "";
        redraw("  " + bar + figures);
    }

    private void finish(int total, Duration taken) {
        if (terminal.redraws()) {
            redraw("");
        } else {
            out.println("  read " + Figures.count(total) + " class files in " + Figures.duration(taken));
        }
    }

    /** Leaves the cursor at the beginning of the line, so that whatever is printed next takes its place. */
    private void redraw(String line) {
        out.print("\r\u001b[K" + line + "\r");
        out.flush();
    }
}
