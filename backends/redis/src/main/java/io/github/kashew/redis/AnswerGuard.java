package io.github.kashew.redis;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.protocol.CompleteableCommand;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.Collection;

/**
 * Closes a connection on which something is heard but commands get no answers, as when replies have lost their place or
 * the length of one is absurd. Nothing on it would be answered ever again.
 *
 * <p>It watches one command at a time. One guard serves one connection, on its I/O thread.
 */
final class AnswerGuard extends ChannelOutboundHandlerAdapter {

    private static final int MOST_UNANSWERED = 5;

    private boolean watching;
    private int unanswered;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!watching) {
            watch(context, first(message));
        }
        context.write(message, promise);
    }

    private static Object first(Object message) {
        if (message instanceof Collection<?> several && !several.isEmpty()) {
            return several.iterator().next();
        }
        return message;
    }

    private void watch(ChannelHandlerContext context, Object message) {
        if (message instanceof CompleteableCommand<?> command) {
            watching = true;
            command.onComplete((answer, failure) -> {
                boolean late = failure instanceof RedisCommandTimeoutException;
                if (context.executor().inEventLoop()) {
                    ended(context, late);
                } else {
                    context.executor().execute(() -> ended(context, late));
                }
            });
        }
    }

    private void ended(ChannelHandlerContext context, boolean late) {
        watching = false;
        unanswered = late ? unanswered + 1 : 0;
        if (unanswered == MOST_UNANSWERED) {
            context.close();
        }
    }
}
