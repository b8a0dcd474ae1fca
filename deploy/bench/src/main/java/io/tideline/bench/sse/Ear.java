package io.tideline.bench.sse;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * What one listener hears, byte by byte, since an event may come in pieces. Every event names its number and the time at which it
 * was published, as {@code bench-NUMBER-MILLIS.}; none may be missing and all must come in order.
 */
final class Ear extends SimpleChannelInboundHandler<ByteBuf> implements ByteProcessor {

    private static final byte[] MARK = "bench-".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS = 9;

    private final Crowd crowd;
    private final String path;
    private @Nullable Semaphore opening;
    private int matched;
    private long number;
    private long time;
    private boolean afterNumber;
    private long last = -1;
    private boolean open;

    /** Gives the permit back when the server has answered, or hung up. */
    Ear(Crowd crowd, String path, Semaphore opening) {
        this.crowd = crowd;
        this.path = path;
        this.opening = opening;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        var unused = context.writeAndFlush(Unpooled.copiedBuffer(
                "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n",
                StandardCharsets.US_ASCII));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        if (opening != null) {
            open = bytes.toString(StandardCharsets.US_ASCII).startsWith("200", STATUS);
            (open ? crowd.held : crowd.lost).incrementAndGet();
            release();
        }
        bytes.forEachByte(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (open) {
            crowd.held.decrementAndGet();
        }
        if (open || opening != null) {
            crowd.lost.incrementAndGet();
        }
        open = false;
        release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var unused = context.close();
    }

    @Override
    public boolean process(byte value) {
        if (matched < MARK.length) {
            if (value == MARK[matched]) {
                matched++;
            } else {
                matched = value == MARK[0] ? 1 : 0;
            }
            number = 0;
            time = 0;
            afterNumber = false;
        } else if (value == '-') {
            afterNumber = true;
        } else if (value >= '0' && value <= '9') {
            if (afterNumber) {
                time = time * 10 + value - '0';
            } else {
                number = number * 10 + value - '0';
            }
        } else {
            matched = 0;
            heard();
        }
        return true;
    }

    private void heard() {
        if (last >= 0 && number != last + 1) {
            crowd.faults.incrementAndGet();
        }
        last = number;
        crowd.heard(System.currentTimeMillis() - time);
    }

    private void release() {
        if (opening != null) {
            opening.release();
            opening = null;
        }
    }
}
