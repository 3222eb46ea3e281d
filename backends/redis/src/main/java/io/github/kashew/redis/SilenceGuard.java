package io.github.kashew.redis;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection on which something was written and nothing was heard for a while after, as when the other end is
 * gone without a word. The connection is made anew then, which a timeout of commands alone would not do.
 *
 * <p>An idle connection is left alone. One guard serves one connection, on its I/O thread.
 */
final class SilenceGuard extends ChannelDuplexHandler {

    private final Duration longest;
    private long heard;
    private boolean listening;

    SilenceGuard(Duration longest) {
        this.longest = longest;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!listening) {
            listening = true;
            long before = heard;
            context.executor()
                    .schedule(() -> closeIfSilentSince(before, context), longest.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.write(message, promise);
    }

    private void closeIfSilentSince(long before, ChannelHandlerContext context) {
        listening = false;
        if (heard == before) {
            context.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        heard++;
        context.fireChannelRead(message);
    }
}
