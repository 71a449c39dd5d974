package groovyinfra.connect;

import groovyinfra.connect.Mailbox.Happening;
import groovyinfra.model.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The channel of a shell: text goes there, and what comes from it is gathered for the one thread that waits for it. */
final class Line implements AutoCloseable {
    private final Channel channel;
    private final Mailbox mailbox = new Mailbox();
    private final List<Thread> readers;
    private final Lock writing = new ReentrantLock();

    Line(Channel channel) {
        this.channel = channel;
        this.readers = List.of(mailbox.fill(channel.stdout(), false), mailbox.fill(channel.stderr(), true));
    }

    void write(String text) throws IOException {
        writing.lock();
        try {
            channel.stdin().write(text.getBytes(StandardCharsets.UTF_8));
            channel.stdin().flush();
        } finally {
            writing.unlock();
        }
    }

    /** Something happens that does not come from the host. */
    void put(Happening happening) {
        try {
            mailbox.put(happening);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    Happening next(long until) throws InterruptedException {
        return mailbox.next(until);
    }

    /** How it ended; known when both streams have ended. */
    Exit exit() throws InterruptedException {
        return channel.exit();
    }

    /** Something that need not be heard. In a thread of its own: a write to a peer that is gone may block. */
    void writeAside(String text) {
        Thread.ofVirtual().name("word to a shell").start(() -> {
            try {
                write(text);
            } catch (IOException | Gone ended) {
                // the end of the line is told by its streams
            }
        });
    }

    /** Waits until the host has heard that, and ended both streams, but not for long. */
    void awaitEnd(Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        int streams = 2;
        try {
            while (streams > 0) {
                streams = switch (mailbox.next(until)) {
                    case Happening.Piece _, Happening.Stop _, Happening.Reaped _ -> streams;
                    case Happening.Ended _ -> streams - 1;
                    case Happening.Nothing _ -> 0;
                };
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        mailbox.close();
        readers.forEach(Thread::interrupt);
        channel.close();
    }
}
