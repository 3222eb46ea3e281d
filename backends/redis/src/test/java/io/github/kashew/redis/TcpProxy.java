package io.github.kashew.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a client and a server and does to their connections what networks do. */
final class TcpProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger repliesUntilCut = new AtomicInteger(Integer.MAX_VALUE);
    private final Set<Socket> silent = ConcurrentHashMap.newKeySet();
    private final AtomicReference<byte[]> instead = new AtomicReference<>();
    private volatile boolean swallowing;
    private volatile boolean refusing;

    TcpProxy(int target) {
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        this.target = target;
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Swallows the {@code count}-th chunk of replies from now on and breaks its connection instead, once. */
    void cutReply(int count) {
        repliesUntilCut.set(count);
    }

    /** Puts this in the place of the next chunk of replies, once. */
    void replaceReply(byte[] bytes) {
        instead.set(bytes);
    }

    /** Swallows everything from now on, while connections stay open; or lets it through again. */
    void swallow(boolean on) {
        swallowing = on;
    }

    /** Swallows everything on the connections that are open now; later ones work. */
    void swallowOpenConnections() {
        silent.addAll(open);
    }

    /** Breaks all connections and refuses new ones, or accepts them again. */
    void refuse(boolean on) {
        refusing = on;
        if (on) {
            reset();
        }
    }

    /** Breaks all connections with a reset. */
    void reset() {
        open.forEach(TcpProxy::resetQuietly);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (refusing) {
                    resetQuietly(client);
                } else {
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                    open.add(client);
                    open.add(server);
                    daemon(() -> pump(client, server, false));
                    daemon(() -> pump(server, client, true));
                }
            } catch (IOException closedOrUnreachable) {
                // the client sees its connection end
            }
        }
    }

    private void pump(Socket from, Socket to, boolean replies) {
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (replies && repliesUntilCut.decrementAndGet() == 0) {
                    break;
                }
                byte[] other = replies ? instead.getAndSet(null) : null;
                if (other != null) {
                    out.write(other);
                } else if (!swallowing && !silent.contains(from)) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException broken) {
            // the other side is broken below
        }
        resetQuietly(from);
        resetQuietly(to);
    }

    private static void resetQuietly(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException already) {
            // is closed
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        reset();
    }
}
