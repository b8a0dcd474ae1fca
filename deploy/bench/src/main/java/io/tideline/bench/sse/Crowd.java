package io.tideline.bench.sse;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Many listeners of one stream, each with a connection of its own, in as few instructions as will do: they share the cores. */
final class Crowd implements AutoCloseable {

    private static final int LOOPS = 2;
    /** Connections that are being opened at the same time. */
    private static final int AT_ONCE = 200;

    private static final int CONNECT_TIMEOUT_MILLIS = 30_000;
    /** In milliseconds; what is longer counts as this. */
    private static final long LONGEST = 600_000;

    final AtomicInteger held = new AtomicInteger();
    final AtomicInteger lost = new AtomicInteger();
    final AtomicLong faults = new AtomicLong();
    final AtomicLong received = new AtomicLong();

    private final Recorder latencies = new Recorder(LONGEST, 3);
    private final EventLoopGroup loops =
            Epoll.isAvailable() ? new EpollEventLoopGroup(LOOPS) : new NioEventLoopGroup(LOOPS);
    private final int port;
    private final String path;

    Crowd(int port, String path) {
        this.port = port;
        this.path = path;
    }

    /** Opens so many connections and returns when each has answered or failed. */
    void gather(int listeners) throws InterruptedException {
        Semaphore opening = new Semaphore(AT_ONCE);
        Bootstrap client = new Bootstrap()
                .group(loops)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Ear(Crowd.this, path, opening));
                    }
                });
        for (int i = 0; i < listeners; i++) {
            opening.acquire();
            client.connect("127.0.0.1", port).addListener(connected -> {
                if (!connected.isSuccess()) {
                    lost.incrementAndGet();
                    opening.release();
                }
            });
        }
        opening.acquire(AT_ONCE);
    }

    void heard(long millis) {
        received.incrementAndGet();
        latencies.recordValue(Math.max(0, Math.min(LONGEST, millis)));
    }

    /** The latencies since the last call, in milliseconds. */
    Histogram latencies() {
        return latencies.getIntervalHistogram();
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 5, java.util.concurrent.TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
