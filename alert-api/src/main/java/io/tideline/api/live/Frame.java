package io.tideline.api.live;

import io.vertx.core.buffer.Buffer;

/** The bytes of one event in a stream, encoded once for all listeners; its id stands at the end so that it can be left out. */
record Frame(Buffer bytes, int lengthWithoutId) {

    /** A comment, which keeps a connection alive. A fresh one each time: no native binary can hold a buffer of Netty. */
    static Buffer heartbeat() {
        return Buffer.buffer(":\n\n");
    }

    static Frame of(String event, byte[] json, Position id) {
        Buffer bytes = Buffer.buffer(json.length + 160)
                .appendString("event: ")
                .appendString(event)
                .appendString("\ndata: ")
                .appendBytes(json)
                .appendString("\n");
        int length = bytes.length();
        return new Frame(bytes.appendString("id: " + id.written() + "\n\n"), length);
    }

    /** An event that leaves the listener's last id as it is. */
    static Buffer withoutId(String event, byte[] json) {
        return Buffer.buffer(json.length + 40)
                .appendString("event: ")
                .appendString(event)
                .appendString("\ndata: ")
                .appendBytes(json)
                .appendString("\n\n");
    }

    /** Moves the listener's last id on, without an event: a block without data dispatches none. */
    static Buffer idAlone(Position id) {
        return Buffer.buffer("id: " + id.written() + "\n\n");
    }

    /** An event without an id, as it is with one. */
    static Buffer withId(Buffer event, Position id) {
        return Buffer.buffer(event.length() + 120)
                .appendBuffer(event, 0, event.length() - 1)
                .appendString("id: " + id.written() + "\n\n");
    }

    /** The same event under another id. */
    Buffer under(Position id) {
        return Buffer.buffer(lengthWithoutId + 120)
                .appendBuffer(bytes, 0, lengthWithoutId)
                .appendString("id: " + id.written() + "\n\n");
    }
}
